package jackson;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIdentityReference;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import dev.cairn.jackson.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/** Objects named by ids, and objects that refer to what holds them. */
class Identities {
    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    public static class Node {
        public int id;
        public String name;
        public List<Node> next;
    }

    @Json({
        "{'order':[{'id':1,'name':'a'},1],'all':[1]}",
        "{'order':[{'id':3},2,1,3,2],'all':[{'id':1,'name':'a'},{'id':2,'name':'b'}]}",
        "{'order':[2],'all':[{'id':1}]}",
        "{'all':[{'id':1,'next':[2,1]},{'id':2,'next':[1,{'id':3,'next':[3]}]}],'order':[3]}",
        "{'order':[1,null],'all':[{'id':1}]}"
    })
    @JsonPropertyOrder({"order", "all"})
    public static class Lists {
        public List<Node> order;
        public List<Node> all;
    }

    @Json({
        "{'byName':{'x':2,'y':1,'z':{'id':5},'x':1},'all':[{'id':1},{'id':2}]}",
        "{'byName':{'x':2},'all':[]}",
        "{'byName':{'x':null,'y':7},'all':[{'id':7}]}"
    })
    @JsonPropertyOrder({"byName", "all"})
    public static class Maps {
        public Map<String, Node> byName;
        public List<Node> all;
    }

    @Json("{'one':[2],'all':[{'id':1},{'id':2}]}")
    @JsonPropertyOrder({"one", "all"})
    public static class Sets {
        public Set<Node> one;
        public List<Node> all;
    }

    @Json({
        "{'deep':[[1],[],[2,1]],'map':{'k':[[2]]},'jdk':[[2]],'all':[{'id':1},{'id':2}]}",
        "{'deep':[[1],[],[2,1]],'all':[{'id':1}]}"
    })
    @JsonPropertyOrder({"deep", "map", "jdk", "all"})
    public static class Nested {
        public List<List<Node>> deep;
        public Map<String, List<Set<Node>>> map;
        public java.util.ArrayList<List<Node>> jdk;
        public List<Node> all;
    }

    @Json("{'a':[1],'b':[1,2],'all':[{'id':2},{'id':1}]}")
    public static class Any {
        private final java.util.Map<String, Object> v = new java.util.TreeMap<>();

        @JsonAnySetter
        public void put(String name, List<Node> value) {
            v.put(name, value);
        }

        public java.util.Map<String, Object> getV() {
            return v;
        }
    }

    @Json({"{'order':[{'id':1},1],'all':[1]}", "{'order':[2],'all':[{'id':2}]}"})
    public record Components(List<Node> order, List<Node> all) {}

    @Json({"[{'id':1,'next':[2]},{'id':2,'next':[1]}]", "[2,{'id':2}]"})
    public static class Root {
        private final List<Node> v;

        @JsonCreator
        public Root(List<Node> v) {
            this.v = v;
        }
    }

    @Json({"{'order':['jackson.Identities$Node',1],'all':[{'id':1}]}", "{'order':[1],'all':[{'id':1}]}"})
    @JsonPropertyOrder({"order", "all"})
    public static class TypedElements {
        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
        public List<Node> order;

        public List<Node> all;
    }

    @Json("{'v':[{'@id':1,'x':['a']},1,{'@id':2}]}")
    public static class Sequenced {
        @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
        public static class Element {
            public List<String> x;
        }

        public List<Element> v;
    }

    @Json("{'all':[{'id':1},{'id':2}],'v':[2,1],'w':{'a':1}}")
    @JsonPropertyOrder({"all", "v", "w"})
    public static class OnlyIds {
        public List<Node> all;

        @JsonIdentityReference(alwaysAsId = true)
        public List<Node> v;

        @JsonIdentityReference(alwaysAsId = true)
        public Map<String, Node> w;
    }

    @Json("{'v':[2],'all':[{'id':2,'w':[1]},{'id':1}]}")
    @JsonPropertyOrder({"v", "all"})
    public static class Builders {
        @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
        @JsonDeserialize(builder = Builder.class)
        public static class Element {
            public int id;
        }

        @JsonPOJOBuilder(withPrefix = "set")
        public static class Builder {
            private int id;

            public Builder setId(int value) {
                id = value;
                return this;
            }

            public Element build() {
                Element element = new Element();
                element.id = id;
                return element;
            }
        }

        public List<Element> v;
        public List<Element> all;
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    public record Point(int id, double x) {}

    @Json({"{'v':[1,{'id':2,'x':3}],'w':{'a':2,'b':1},'all':[{'id':1,'x':0.5},2]}"})
    @JsonPropertyOrder({"v", "w", "all"})
    public static class Records {
        public List<Point> v;
        public Map<String, Point> w;
        public List<Point> all;
    }

    @Json({"{'name':'p','children':[{'name':'a'},{'name':'b'},null]}", "{'children':null}", "{'children':[]}"})
    public static class Parent {
        public String name;

        @JsonManagedReference
        public List<Child> children;
    }

    public static class Child {
        public String name;

        @JsonBackReference
        public Parent parent;
    }

    @Json("{'byName':{'a':{'n':1},'b':{'n':2}},'one':[{'n':3}]}")
    public static class Holder {
        @JsonManagedReference("m")
        public Map<String, Held> byName;

        @JsonManagedReference("s")
        public Set<HeldInSet> one;
    }

    public static class Held {
        public int n;

        @JsonBackReference("m")
        public Holder holder;
    }

    public static class HeldInSet {
        public int n;

        @JsonBackReference("s")
        public Holder holder;
    }

    @Json("{'children':[{'name':'a'}]}")
    public static class Made {
        @JsonManagedReference
        public final List<MadeChild> children;

        @JsonCreator
        public Made(@JsonProperty("children") List<MadeChild> children) {
            this.children = children;
        }
    }

    public static class MadeChild {
        public String name;

        @JsonBackReference
        public Made parent;
    }

    @Json("{'id':1,'children':[{'id':2},3],'later':[{'id':3}]}")
    @JsonPropertyOrder({"id", "children", "later"})
    public static class Both {
        public int id;

        @JsonManagedReference
        public List<BothChild> children;

        public List<BothChild> later;
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    public static class BothChild {
        public int id;

        @JsonBackReference
        public Both parent;
    }
}
