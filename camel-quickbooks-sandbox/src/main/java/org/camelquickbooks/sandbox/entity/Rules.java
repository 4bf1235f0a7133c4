package org.camelquickbooks.sandbox.entity;

import java.util.HashMap;
import java.util.Map;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.entity.rule.EntityRule;

/** Finds the rule of an entity by name; an entity without one has none. */
final class Rules {

    private static final EntityRule NONE = new EntityRule() {};
    private static final Map<String, EntityRule> RULES = load();

    private Rules() {}

    static EntityRule of(String type) {
        return RULES.get(type);
    }

    private static Map<String, EntityRule> load() {
        Map<String, EntityRule> rules = new HashMap<>();
        for (EntityType type : Catalogue.get().types()) {
            rules.put(type.name(), load(type.name()));
        }
        return rules;
    }

    private static EntityRule load(String type) {
        try {
            return Class.forName(EntityRule.class.getPackageName() + "." + type + "Rule")
                    .asSubclass(EntityRule.class)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            return NONE;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The rule of " + type + " cannot be made", e);
        }
    }
}
