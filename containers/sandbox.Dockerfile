# The sandbox in an image. From the top of the project, after mvn -DskipTests package -pl camel-quickbooks-sandbox:
#
#   docker build -f containers/sandbox.Dockerfile -t quickbooks-sandbox .
#   docker run --rm -p 127.0.0.1:8888:8888 quickbooks-sandbox
#
# Any image with Java 17 or later as `java` serves as base, also one without a shell: --build-arg BASE=gcr.io/distroless/java17-debian12
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}
COPY camel-quickbooks-sandbox/target/camel-quickbooks-sandbox-*-all.jar /sandbox.jar
# Nobody's: it writes no file unless it gets --data and a volume that this user may write to.
USER 10001:10001
EXPOSE 8888
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/sandbox.jar", "--host=0.0.0.0", "--port=8888"]
CMD []
