# A node of the example two-nodes, for containers/compose.yaml. From the top of the project, after
# mvn -DskipTests package -pl camel-quickbooks-examples -am. Any image with Java 17 or later as `java` serves as base.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}
COPY camel-quickbooks-examples/target/lib/ /application/lib/
COPY camel-quickbooks-examples/target/camel-quickbooks-examples.jar /application/camel-quickbooks-examples.jar
# The directory of the volume belongs to the user of the process.
COPY --chown=10001:10001 camel-quickbooks-examples/two-nodes/ /work/
USER 10001:10001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-cp", "/application/camel-quickbooks-examples.jar"]
CMD []
