// The same project for Gradle. This file was not built by the project that generated it; pom.xml was.
plugins {
    application
}

group = "${groupId}"
version = "${version}"

repositories {
    mavenLocal()
    mavenCentral()
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(17)
    }
}

dependencies {
    implementation(platform("org.apache.camel:camel-bom:${camelVersion}"))
    implementation(platform("org.camelquickbooks:camel-quickbooks-bom:${camelQuickBooksVersion}"))
    implementation("org.camelquickbooks:camel-quickbooks")
    implementation("org.apache.camel:camel-main")
    implementation("org.apache.camel:camel-core")
    runtimeOnly("org.slf4j:slf4j-simple:2.0.20")
    testImplementation("org.camelquickbooks:camel-quickbooks-sandbox")
    testImplementation("org.junit.jupiter:junit-jupiter:5.13.4")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

application {
    mainClass = "${package}.Application"
}

tasks.test {
    useJUnitPlatform()
}
