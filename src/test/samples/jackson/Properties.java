package jackson;

import static dev.cairn.jackson.InJdk.list;
import static dev.cairn.jackson.InJdk.map;
import static dev.cairn.jackson.InJdk.set;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonKey;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import dev.cairn.jackson.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonAppend;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/** How properties are named, found, hidden and made. */
class Properties {
    public static class Item {
        public String name;
        public int size;
        public String secret = "none";
    }

    @Json("{'v':['a','b']}")
    public static class Plain {
        public List<String> v;
    }

    @Json({"{'x':[1,2]}", "{'y':[1,2]}", "{'v':null}"})
    public static class Named {
        @JsonProperty("x")
        @JsonAlias({"y", "z"})
        public List<Integer> v = list(7);
    }

    @Json({"{'v':[1]}", "{}"})
    public static class Required {
        @JsonProperty(required = true)
        public final Set<Long> v;

        @JsonCreator
        public Required(@JsonProperty(value = "v", required = true) Set<Long> v) {
            this.v = v;
        }
    }

    @Json({"{'v':{'a':1},'w':{'b':2}}", "{}"})
    public static class Access {
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public Map<String, Integer> v = map("x", 0);

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        public Map<String, Integer> w;
    }

    @Json("{'v':[1],'w':{'a':2}}")
    public static class Accessors {
        private List<Integer> list = list();
        private Map<String, Integer> map = map();

        @JsonGetter("v")
        public List<Integer> numbers() {
            return list;
        }

        @JsonSetter("v")
        public void numbers(List<Integer> value) {
            list = value;
        }

        @JsonGetter("w")
        public Map<String, Integer> byName() {
            return map;
        }

        @JsonSetter("w")
        public void byName(Map<String, Integer> value) {
            map = value;
        }
    }

    @Json("{'v':[1]}")
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    public static class Hidden {
        private List<Integer> v;
    }

    @Json("{'v':[1],'w':['a']}")
    public static class Ignored {
        @JsonIgnore
        public List<Integer> v = list(0);

        public Set<String> w;
    }

    @Json("{'v':[{'name':'a','size':1,'secret':'x'}],'w':{'secret':{'name':'b'},'k':{'name':'c'}}}")
    public static class IgnoredInElements {
        @JsonIgnoreProperties("secret")
        public List<Item> v;

        @JsonIgnoreProperties({"secret", "size"})
        public Map<String, Item> w;
    }

    @Json("{'v':[{'name':'a','size':1,'secret':'x'}],'w':{'name':{'name':'b'},'k':{'name':'c'}}}")
    public static class IncludedInElements {
        @JsonIncludeProperties("name")
        public List<Item> v;

        @JsonIncludeProperties({"name", "size"})
        public Map<String, Item> w;
    }

    @Json({"{'v':[1],'more':2}", "{'v':{'a':1}}"})
    @JsonIgnoreProperties(ignoreUnknown = true)
    public static class UnknownIgnored {
        public List<Integer> v;
    }

    @Json("{'c':[3],'a':[1],'b':{'z':1,'y':2}}")
    @JsonPropertyOrder({"b", "c"})
    public static class Ordered {
        public Set<Integer> a;

        @JsonPropertyOrder(alphabetic = true)
        public Map<String, Integer> b;

        public List<Integer> c;
    }

    @Json("{'first_values':[1],'second_values':{'a':2}}")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public static class Naming {
        public List<Integer> firstValues;
        public Map<String, Integer> secondValues;
    }

    @Json("[['a'],{'b':[1]}]")
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"v", "w"})
    public static class AsArray {
        public List<String> v;
        public Map<String, Set<Integer>> w;
    }

    public static class Inner {
        public List<String> names;
        public Map<String, Integer> counts;
    }

    @Json("{'p_names':['a'],'p_counts':{'b':1}}")
    public static class Unwrapped {
        @JsonUnwrapped(prefix = "p_")
        public Inner v;
    }

    @Json("{'names':['a']}")
    public static class UnwrappedCollection {
        @JsonUnwrapped
        public List<String> names;

        @JsonUnwrapped
        public Map<String, Integer> counts;
    }

    @Json("['a','b']")
    public static class ListValue {
        private final List<String> v;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ListValue(List<String> v) {
            this.v = v;
        }

        @JsonValue
        public List<String> value() {
            return v;
        }
    }

    @Json("{'a':[1]}")
    public static class MapValue {
        private final Map<String, List<Integer>> v;

        @JsonCreator
        public MapValue(Map<String, List<Integer>> v) {
            this.v = v;
        }

        @JsonValue
        public Map<String, List<Integer>> value() {
            return v;
        }
    }

    @Json("{'v':[1,2],'w':{'a':['b']}}")
    public record Components(List<Integer> v, Map<String, Set<String>> w) {}

    @Json("{'x':{'v':['a']}}")
    public static class Keyed {
        public record Name(@JsonKey @JsonValue String text) {
            @JsonCreator
            public Name {}
        }

        public Map<Name, Map<String, List<Name>>> x;
    }

    @Json({"{'a':1,'b':2}", "{}"})
    public static class AnyByMethods {
        private Map<String, Object> v = map();

        @JsonAnySetter
        public void put(String key, Object value) {
            v = dev.cairn.jackson.InJdk.with(v, key, value);
        }

        public Object get() {
            return v;
        }
    }

    @Json({"{'a':1,'b':2,'n':3}", "{}"})
    public static class AnyField {
        public int n;

        @JsonAnySetter
        @JsonAnyGetter
        public Map<String, Integer> v = map();
    }

    @Json({"{'a':1,'b':2,'n':3}", "{}"})
    public static class AnyGetterMethod {
        public int n;
        private Map<String, Integer> v = map("x", 1);

        @JsonAnyGetter
        public Map<String, Integer> all() {
            return v;
        }
    }

    @Json({"{'a':[1],'n':3}", "{}"})
    public static class AnyOfCollections {
        public int n;
        private java.util.Map<String, Object> v = new java.util.TreeMap<>();

        @JsonAnySetter
        public void put(String key, List<Integer> value) {
            v.put(key, value);
        }

        @JsonAnyGetter
        public java.util.Map<String, Object> all() {
            return v;
        }
    }

    @Json({"{'a':1,'n':3}", "{}"})
    public record AnyComponent(int n, @JsonAnySetter Map<String, Integer> v) {}

    @Json(value = "{'Box':{'v':[1]}}", rootNames = true)
    @JsonRootName("Box")
    public static class Rooted {
        public List<Integer> v;
    }

    @Json(value = "{'v':[1],'w':{'a':1},'x':[{'p':[1],'q':[2]}]}", view = java.util.function.Supplier.class)
    public static class Views {
        public static class Element {
            @JsonView(java.util.function.Supplier.class)
            public List<Integer> p;

            @JsonView(Runnable.class)
            public Set<Integer> q;
        }

        @JsonView(java.util.function.Supplier.class)
        public List<Integer> v;

        @JsonView(Runnable.class)
        public Map<String, Integer> w;

        public List<Element> x;
    }

    @Json("{'v':{'a':1,'secret':2},'w':[{'name':'n','size':1,'secret':'s'}]}")
    public static class Filtered {
        @JsonFilter("noSecret")
        public Map<String, Integer> v;

        @JsonFilter("noSecret")
        public List<Item> w;
    }

    @Json("{'v':['[1]'],'w':{'a':'2'}}")
    public static class Raw {
        @JsonRawValue
        public List<String> v;

        @JsonRawValue
        public Map<String, String> w;
    }

    @Json("{'v':[1]}")
    @JsonAppend(attrs = @JsonAppend.Attr("none"))
    public static class Appended {
        public List<Integer> v;
    }

    @Json("{'v':[1],'w':{'a':[2]}}")
    @JsonDeserialize(builder = Built.Builder.class)
    public static class Built {
        public List<Integer> v;
        public Map<String, List<Integer>> w;

        @JsonPOJOBuilder(withPrefix = "set")
        public static class Builder {
            private final Built built = new Built();

            public Builder setV(List<Integer> v) {
                built.v = v;
                return this;
            }

            public Builder setW(Map<String, List<Integer>> w) {
                built.w = w;
                return this;
            }

            public Built build() {
                return built;
            }
        }
    }

    @Json({"{'v':['a'],'w':{'k':['b']}}", "{'v':null}", "{}"})
    public static class Optionals {
        public Optional<List<String>> v;
        public Map<String, Optional<List<String>>> w;
    }

    @Json({"{'v':[3]}", "{'w':[3]}", "{'w':{'a':4}}"})
    public static class ReadByGetters {
        private final List<Integer> v = list(1);
        private final Map<String, Integer> w = map("x", 1);

        public List<Integer> getV() {
            return v;
        }

        public Map<String, Integer> getW() {
            return w;
        }
    }

    @Json("{'v':['b','a'],'w':{'b':2,'a':1}}")
    public static class Initial {
        public Set<String> v = set("z");
        public Map<String, Integer> w = map("z", 0);
    }
}
