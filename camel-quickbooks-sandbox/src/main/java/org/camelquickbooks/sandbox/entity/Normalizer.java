package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.FieldType;
import org.camelquickbooks.sandbox.catalogue.FieldType.Kind;
import org.camelquickbooks.sandbox.catalogue.Shape;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.json.JsonLimits;
import org.camelquickbooks.sandbox.ledger.Money;

/**
 * Converts a request body to the form in which entities are stored, or refuses it: unknown properties, wrong types,
 * lengths, enumerations, numbers, dates. It is as lenient as the service: numbers and booleans may be strings, and an
 * empty string counts as no value.
 */
public final class Normalizer {

    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s,;]+@[^@\\s,;]+(\\s*[,;]\\s*[^@\\s,;]+@[^@\\s,;]+)*\\s*[,;]?");
    /** Amounts have two decimals; prices, rates and quantities have what they were given. */
    private static final Set<String> AMOUNTS = Set.of("Amount", "TotalAmt", "TotalTax", "Deposit", "DiscountAmt");

    private static final int MAX_INTEGER_DIGITS = 15;
    private static final int MAX_DECIMALS = 15;

    private final Catalogue catalogue = Catalogue.get();
    private final EntityType type;
    private final boolean keepNulls;

    private Normalizer(EntityType type, boolean keepNulls) {
        this.type = type;
        this.keepNulls = keepNulls;
    }

    /** @param keepNulls whether an empty field is kept as null, because a sparse update clears by it */
    public static ObjectNode normalize(EntityType type, JsonNode body, boolean keepNulls) {
        if (!body.isObject()) {
            throw wrongShape("com.intuit.schema.finance.v3." + type.name(), body);
        }
        return new Normalizer(type, keepNulls).object(type.shape(), body, "");
    }

    private ObjectNode object(Shape shape, JsonNode in, String path) {
        ObjectNode out = Json.object();
        for (Map.Entry<String, JsonNode> field : in.properties()) {
            String name = field.getKey();
            FieldType fieldType = shape.field(name);
            if (fieldType == null) {
                throw unsupportedProperty("Unrecognized field \"" + name + "\" (Class com.intuit.schema.finance.v3."
                        + shape.name() + "), not marked as ignorable");
            }
            JsonNode value = value(fieldType, name, field.getValue(), path + name);
            if (value != null) {
                out.set(name, value);
            } else if (keepNulls && (path.isEmpty() || isPreference(path))) {
                out.putNull(name);
            }
        }
        return out;
    }

    /** A preference of a group is cleared alone, for the group keeps what it is not told. */
    private boolean isPreference(String path) {
        return type.name().equals("Preferences") && path.indexOf('.') == path.length() - 1;
    }

    private JsonNode value(FieldType fieldType, String name, JsonNode in, String path) {
        if (in.isNull() || (in.isTextual() && in.asText().isEmpty())) {
            return null;
        }
        if (!fieldType.list()) {
            return single(fieldType, name, in, path);
        }
        if (!in.isArray()) {
            throw wrongShape("java.util.ArrayList", in);
        }
        ArrayNode out = Json.array();
        for (JsonNode element : in) {
            JsonNode value =
                    value(new FieldType(fieldType.kind(), fieldType.shape(), false, false), name, element, path);
            if (value != null) {
                out.add(value);
            }
        }
        // Clients send lists of nothing in their lines, and no recorded answer has one.
        return out.isEmpty() && (path.startsWith("Line.") || path.startsWith("TxnTaxDetail.")) ? null : out;
    }

    private JsonNode single(FieldType fieldType, String name, JsonNode in, String path) {
        Kind kind = fieldType.kind();
        if (kind == Kind.ANY) {
            return in;
        }
        if (kind == Kind.OBJECT) {
            return nested(fieldType, in, path);
        }
        if (in.isContainerNode()) {
            throw wrongShape(javaName(kind), in);
        }
        String text = in.asText();
        return switch (kind) {
            case STRING -> Json.object().textNode(checkLength(name, path, text));
            case DECIMAL -> decimal(name, text);
            case INTEGER -> integer(name, text);
            case BOOLEAN -> Json.object().booleanNode(bool(text));
            case DATE -> Json.object().textNode(date(text));
            case DATE_TIME -> Json.object().textNode(dateTime(text));
            default -> Json.object().textNode(enumerated(fieldType.shape(), name, text));
        };
    }

    private JsonNode nested(FieldType fieldType, JsonNode in, String path) {
        Shape shape = catalogue.shape(fieldType.shape());
        if (!in.isObject()) {
            if (in.isValueNode()) {
                throw unsupportedProperty("Can not instantiate value of type [simple type, class"
                        + " com.intuit.schema.finance.v3." + shape.name() + "] from "
                        + (in.isTextual() ? "String value; no single-String" : "JSON value; no single-value")
                        + " constructor/factory method");
            }
            throw wrongShape("com.intuit.schema.finance.v3." + shape.name(), in);
        }
        ObjectNode out = object(shape, in, path + ".");
        if (fieldType.isReference() && !out.has("value")) {
            return null;
        }
        if (shape.name().equals("EmailAddress")
                && out.has("Address")
                && !EMAIL.matcher(out.path("Address").asText()).matches()) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_EMAIL,
                    "Email Address does not conform to the syntax rules of RFC 822. Supplied value:"
                            + out.path("Address").asText(),
                    path);
        }
        return out;
    }

    private String checkLength(String name, String path, String text) {
        int max = type.maxLength(path) > 0 ? type.maxLength(path) : type.maxLength(name);
        if (max > 0 && text.length() > max) {
            throw new QuickBooksFault(
                    FaultCode.LENGTH,
                    "String length specified does not match the supported length. Min:0 Max:" + max
                            + " supported. Supplied length:" + text.length(),
                    name);
        }
        return text;
    }

    private static JsonNode decimal(String name, String text) {
        BigDecimal number = number(javaName(Kind.DECIMAL), text);
        if (number.precision() - number.scale() > MAX_INTEGER_DIGITS || number.scale() > MAX_DECIMALS) {
            throw new QuickBooksFault(FaultCode.INVALID_NUMBER, "Invalid Number : " + shortened(text), name);
        }
        return Json.number(AMOUNTS.contains(name) ? Money.round(number) : plain(number));
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static JsonNode integer(String name, String text) {
        BigDecimal number = number(javaName(Kind.INTEGER), text);
        if (number.stripTrailingZeros().scale() > 0
                || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new QuickBooksFault(FaultCode.INVALID_NUMBER, "Invalid Number : " + shortened(text), name);
        }
        return Json.object().numberNode(number.longValueExact());
    }

    private static BigDecimal number(String javaType, String text) {
        try {
            return JsonLimits.decimal(text.trim());
        } catch (NumberFormatException e) {
            // refused below
        }
        throw unsupportedProperty("Can not construct instance of " + javaType + " from String value '" + shortened(text)
                + "': not a valid representation");
    }

    private static boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw unsupportedProperty("Can not construct instance of java.lang.Boolean from String value '"
                + shortened(text) + "': only \"true\" or \"false\" recognized");
    }

    private static String date(String text) {
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text)
                    .toString();
        } catch (DateTimeParseException e) {
            throw unsupportedProperty("Can not construct instance of java.util.Date from String value '"
                    + shortened(text) + "': not a valid representation");
        }
    }

    private static String dateTime(String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay() + ":00Z";
            }
            if (text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10) {
                OffsetDateTime.parse(text);
            } else {
                LocalDateTime.parse(text);
            }
            return text;
        } catch (DateTimeParseException e) {
            throw unsupportedProperty("Can not construct instance of java.util.Date from String value '"
                    + shortened(text) + "': not a valid representation");
        }
    }

    private String enumerated(String enumeration, String name, String text) {
        if (catalogue.enumeration(enumeration).contains(text)) {
            return text;
        }
        throw new QuickBooksFault(FaultCode.INVALID_ENUMERATION, "Invalid Enumeration : " + shortened(text), name);
    }

    /** As recorded: the service cuts what its reader says of a value at the first "at", so "java.math" ends as "java.m". */
    static QuickBooksFault unsupportedProperty(String what) {
        int cut = what.startsWith("Can not") ? what.indexOf("at") : -1;
        return new QuickBooksFault(
                FaultCode.UNKNOWN_PROPERTY,
                "Property Name:" + (cut < 0 ? what : what.substring(0, cut)) + " specified is unsupported or invalid");
    }

    private static QuickBooksFault wrongShape(String wanted, JsonNode got) {
        String token = got.isArray() ? "START_ARRAY" : got.isObject() ? "START_OBJECT" : "VALUE_STRING";
        return unsupportedProperty("Can not deserialize instance of " + wanted + " out of " + token + " token");
    }

    private static String javaName(Kind kind) {
        return switch (kind) {
            case DECIMAL -> "java.math.BigDecimal";
            case INTEGER -> "java.lang.Integer";
            case BOOLEAN -> "java.lang.Boolean";
            case DATE, DATE_TIME -> "java.util.Date";
            default -> "java.lang.String";
        };
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
