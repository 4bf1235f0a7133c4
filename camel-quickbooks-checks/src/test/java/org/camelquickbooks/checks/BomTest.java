package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The BOM has no parent that would keep it right, so this does. */
class BomTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private static Document pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
    }

    private static String text(Document pom, String path) throws Exception {
        return XPATH.evaluate(path, pom).strip();
    }

    private static List<String> all(Document pom, String path) throws Exception {
        NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }

    @Test
    void itSaysWhatTheParentSays() throws Exception {
        Document parent = pom(".");
        Document bom = pom("camel-quickbooks-bom");
        for (String path : List.of(
                "/project/version",
                "/project/url",
                "/project/licenses/license/url",
                "/project/scm/connection",
                "/project/scm/developerConnection",
                "/project/scm/url",
                "/project/properties/project.home",
                "/project/properties/project.scm.connection",
                "/project/properties/project.build.outputTimestamp",
                "//plugin[artifactId='maven-deploy-plugin']/version",
                "//plugin[artifactId='maven-gpg-plugin']/version")) {
            assertThat(text(bom, path)).as(path).isNotEmpty().isEqualTo(text(parent, path));
        }
        assertThat(text(bom, "/project/parent/artifactId"))
                .as("what a project imports has all that a parent manages, and would decide about its Camel")
                .isEmpty();
    }

    /** Whatever is published as a library is in it, in the version of this build, and nothing of others is. */
    @Test
    void itHasEachArtifactThatIsPublished() throws Exception {
        List<String> published = new ArrayList<>();
        for (String module : all(pom("."), "/project/modules/module")) {
            Document pom = pom(module);
            // No application depends on an archetype.
            if (!module.endsWith("-bom")
                    && !text(pom, "/project/packaging").equals("maven-archetype")
                    && text(pom, "/project/properties/maven.deploy.skip").isEmpty()) {
                published.add(text(pom, "/project/artifactId"));
            }
        }
        Document bom = pom("camel-quickbooks-bom");
        assertThat(published).hasSizeGreaterThanOrEqualTo(5);
        assertThat(all(bom, "/project/dependencyManagement/dependencies/dependency/artifactId"))
                .containsAll(published);
        assertThat(all(bom, "/project/dependencyManagement/dependencies/dependency/groupId"))
                .containsOnly("org.camelquickbooks");
        assertThat(all(bom, "/project/dependencyManagement/dependencies/dependency/version"))
                .containsOnly("${project.version}");
    }

    /** Until the project has an address, nobody else's is presented as its own. */
    @Test
    void noAddressIsMadeUp() throws Exception {
        Document parent = pom(".");
        assertThat(text(parent, "/project/properties/project.home")).matches("https://(.*\\.invalid/|github\\.com/.+)");
        assertThat(text(parent, "/project/properties/project.scm.connection"))
                .startsWith("scm:git:")
                .matches(".*(\\.invalid/|github\\.com/).*");
    }
}
