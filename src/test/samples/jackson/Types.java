package jackson;

import static dev.cairn.jackson.InJdk.list;
import static dev.cairn.jackson.InJdk.longs;
import static dev.cairn.jackson.InJdk.map;
import static dev.cairn.jackson.InJdk.set;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonMerge;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.cairn.jackson.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.util.StdConverter;

/** Types written with values, what is included, merging, and how values are converted. */
class Types {
    @JsonSubTypes({@JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(Square.class)})
    public static class Shape {
        public List<String> tags;
    }

    @JsonTypeName("circle")
    public static class Circle extends Shape {
        public double radius;
    }

    @JsonTypeName("square")
    public static class Square extends Shape {
        public Map<String, Integer> sides;
    }

    @Json({
        "{'v':[{'@class':'jackson.Types$Circle','radius':1,'tags':['a']}],'w':{'k':{'@class':'jackson.Types$Square',"
                + "'sides':{'a':1}}},'x':[{'@class':'jackson.Types$Shape'}]}",
        "{'v':[{'radius':1}]}",
        "{'w':{'k':{'radius':1}}}"
    })
    public static class ClassOfElements {
        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
        public List<Shape> v;

        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
        public Map<String, Shape> w;

        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
        public Set<Shape> x;
    }

    @Json("{'v':[{'circle':{'radius':1}}],'w':{'k':{'square':{'sides':{'a':1}}}}}")
    public static class WrappedElements {
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        public List<Shape> v;

        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        public Map<String, Shape> w;
    }

    @Json("{'v':[['circle',{'radius':1}]],'w':{'k':['square',{}]}}")
    public static class ArrayWrappedElements {
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
        public List<Shape> v;

        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
        public Map<String, Shape> w;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Cat.class), @JsonSubTypes.Type(Dog.class)})
    public interface Animal {}

    public static class Cat implements Animal {
        public List<String> lives;
    }

    public static class Dog implements Animal {
        public Map<String, Integer> tricks;
    }

    @Json("{'v':[{'lives':['a']},{'tricks':{'b':1}}],'w':{'k':{'tricks':{}}}}")
    public static class Deduced {
        public List<Animal> v;
        public Map<String, Animal> w;
    }

    @Json({"{'kind':'b','v':{'lives':['x']}}", "{'kind':'a','v':['x']}"})
    public static class External {
        public String kind;

        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "kind")
        @JsonSubTypes(@JsonSubTypes.Type(value = OtherCat.class, name = "b"))
        public Object v;
    }

    public static class OtherCat {
        public Set<String> lives;
    }

    @Json("{'v':[{'kind':'circle','radius':1}]}")
    public static class WithTypeId {
        public static class Element {
            @JsonTypeId
            public String kind;

            public List<Integer> x;
        }

        public List<Element> v;
    }

    @Json({"{'v':[],'w':{},'x':[]}", "{'v':[1],'w':{'a':1},'x':[2]}", "{'v':null}"})
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public static class NonEmpty {
        public List<Integer> v;
        public Map<String, Integer> w;
        public Set<Integer> x;
        public long[] y = longs();
        public long[] z = longs(1);
    }

    @Json({"{'v':[1]}", "{'v':[2],'w':{}}", "{'v':null,'w':null}"})
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public static class NonDefault {
        public List<Integer> v = list(1);
        public Map<String, Integer> w = map();
        public Set<String> x = set("a");
    }

    @Json("{'v':['a',null,''],'w':{'a':'b','c':null,'d':''}}")
    public static class ContentNonEmpty {
        @JsonInclude(content = JsonInclude.Include.NON_EMPTY)
        public List<Object> v;

        @JsonInclude(value = JsonInclude.Include.NON_EMPTY, content = JsonInclude.Include.NON_EMPTY)
        public Map<String, Object> w;
    }

    @Json({"{'v':['a',null],'w':{'a':null,'b':1}}", "{'w':{'a':null}}"})
    public static class NullsSkipped {
        @JsonSetter(contentNulls = Nulls.SKIP)
        public List<String> v;

        @JsonSetter(contentNulls = Nulls.SKIP)
        public Map<String, Integer> w;
    }

    @Json({"{'v':['a',null]}", "{'w':{'a':null}}", "{'x':null}", "{'y':null}"})
    public static class NullsFail {
        @JsonSetter(contentNulls = Nulls.FAIL)
        public List<String> v;

        @JsonSetter(contentNulls = Nulls.FAIL)
        public Map<String, Integer> w;

        @JsonSetter(nulls = Nulls.FAIL)
        public Set<Integer> x;

        @JsonSetter(nulls = Nulls.AS_EMPTY)
        public Set<Integer> y;
    }

    @Json({"{'v':[null,[1]],'w':{'a':null},'x':null}", "{'x':[]}"})
    public static class NullsEmpty {
        @JsonSetter(contentNulls = Nulls.AS_EMPTY)
        public List<List<Integer>> v;

        @JsonSetter(contentNulls = Nulls.AS_EMPTY)
        public Map<String, Map<String, Integer>> w;

        @JsonSetter(nulls = Nulls.AS_EMPTY)
        public long[] x;
    }

    @Json({"{'v':'a','w':1}", "{'v':['a','b'],'w':[1,2]}", "{'x':'a'}"})
    public static class SingleValues {
        @JsonFormat(
                with = {
                    JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                })
        public List<String> v;

        @JsonFormat(
                with = {
                    JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                })
        public Set<Integer> w;

        public List<String> x;
    }

    @Json("{'v':{'b':1,'a':2}}")
    public static class SortedEntries {
        @JsonFormat(with = JsonFormat.Feature.WRITE_SORTED_MAP_ENTRIES)
        public Map<String, Integer> v;
    }

    @Json("{'v':['2026-01-02'],'w':{'a':'03.04.2026'}}")
    public static class Formats {
        public List<java.time.LocalDate> v;

        @JsonFormat(pattern = "dd.MM.yyyy")
        public Map<String, java.time.LocalDate> w;
    }

    @Json({"{'v':['c'],'w':{'a':2},'x':['d'],'y':[3],'z':{'k':[2],'n':[9]}}", "{'v':null}", "{'v':'c'}", "{}"})
    public static class Merged {
        @JsonMerge
        public List<String> v = list("a", "b");

        @JsonMerge
        public Map<String, Integer> w = map("a", 1, "b", 1);

        @JsonMerge
        public Set<String> x = set("a", "d");

        @JsonMerge
        public long[] y = longs(1, 2);

        @JsonMerge
        public Map<String, List<Integer>> z = map("k", list(1));
    }

    @Json("{'v':{'k':{'names':['b'],'size':2}},'w':{'names':['c']}}")
    public static class MergedDeep {
        public static class Inner {
            @JsonMerge
            public List<String> names = list("a");

            public int size = 1;
        }

        @JsonMerge
        public Map<String, Inner> v;

        @JsonMerge
        public Inner w = new Inner();
    }

    @Json({"{'v':[1]}", "{}"})
    public static class NotMerged {
        @JsonMerge(OptBoolean.FALSE)
        public List<Integer> v = list(7);
    }

    public static class Doubled extends StdConverter<Integer, Integer> {
        @Override
        public Integer convert(Integer value) {
            return value * 2;
        }
    }

    @Json("{'v':[1,2],'w':{'a':3},'x':[4]}")
    public static class Converted {
        @JsonDeserialize(contentConverter = Doubled.class)
        public List<Integer> v;

        @JsonSerialize(contentConverter = Doubled.class)
        @JsonDeserialize(contentConverter = Doubled.class)
        public Map<String, Integer> w;

        @JsonSerialize(contentConverter = Doubled.class)
        public Set<Integer> x;
    }

    @Json("{'v':[1,2],'w':{'3':4}}")
    public static class Using {
        @JsonSerialize(contentUsing = ToStringSerializer.class)
        public List<Integer> v;

        @JsonSerialize(keyUsing = BracketKeys.class, contentUsing = ToStringSerializer.class)
        @JsonDeserialize(keyUsing = MinusKeys.class)
        public Map<Integer, Integer> w;
    }

    public static class BracketKeys extends tools.jackson.databind.ValueSerializer<Integer> {
        @Override
        public void serialize(
                Integer value,
                tools.jackson.core.JsonGenerator out,
                tools.jackson.databind.SerializationContext context) {
            out.writeName("" + value);
        }
    }

    public static class MinusKeys extends tools.jackson.databind.KeyDeserializer {
        @Override
        public Object deserializeKey(String key, tools.jackson.databind.DeserializationContext context) {
            return -Integer.parseInt(key);
        }
    }

    @Json("{'v':[{'radius':1,'tags':[]}],'w':{'a':{'radius':2}}}")
    public static class As {
        @JsonSerialize(contentAs = Shape.class)
        @JsonDeserialize(contentAs = Circle.class)
        public List<Shape> v;

        @JsonSerialize(contentAs = Shape.class)
        @JsonDeserialize(contentAs = Circle.class)
        public Map<String, Shape> w;
    }

    @Json("{'v':['a']}")
    public static class WholeConverted {
        public static class Joined extends StdConverter<List<String>, String> {
            @Override
            public String convert(List<String> value) {
                return value.toString();
            }
        }

        @JsonSerialize(converter = Joined.class)
        public List<String> v;
    }

    @Json({"{'v':[1,2],'w':[1],'x':[0.5],'y':'AQI='}", "{'v':7}", "{'v':['x']}", "{'y':'!'}", "{'w':null}"})
    public static class Arrays {
        public long[] v;
        public int[] w;
        public double[] x;
        public byte[] y;
    }

    @Json({"{'v':3}", "{'v':[3]}", "{'w':'AQ=='}"})
    public static class SingleNumbers {
        @JsonFormat(
                with = {
                    JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                })
        public long[] v;

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonMerge
        public byte[] w;
    }

    @Json("{'v':[1,2]}")
    public static class Stringy {
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        public List<Integer> v;
    }

    @Json("{'v':[1,2]}")
    public static class Pojo {
        @JsonFormat(shape = JsonFormat.Shape.POJO)
        public List<Integer> v;

        @JsonFormat(shape = JsonFormat.Shape.NATURAL)
        public Map<String, Integer> w;
    }

    @Json("{'v':[[1,'a',null,[true]]],'w':{'a':{'b':[1.5]}}}")
    public static class Untyped {
        public List<Object> v;
        public Map<String, Object> w;
    }

    @Json({"{'v':{'MONDAY':[1]}}", "{'v':{'x':[1]}}"})
    public static class EnumKeys {
        public Map<java.time.DayOfWeek, List<Integer>> v;
    }
}
