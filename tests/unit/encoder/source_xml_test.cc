// XML exports as records.
#include <doctest/doctest.h>

#include "tests/unit/encoder/source_reading.h"

namespace tally::encoder::source_xml_test {
namespace {

using source_reading::Read;

Layout layout() {
  Layout layout;
  layout.format = Layout::Format::xml;
  layout.record = "Message/Children/Child";
  layout.tables = {{.name = "stays", .element = "Stay", .key = {}, .to = {}},
                   {.name = "homes", .element = {}, .key = "child", .to = "Ids/Id"}};
  return layout;
}

const std::vector<SourceColumn> kColumns = {
    {0, "Ids/Id"}, {0, "Name"}, {1, "Post"}, {2, "postcode"}};

Read read_xml(const std::string& text) {
  return source_reading::read(layout(), text, {}, kColumns);
}

// A whole document of these records.
std::string message(const std::string& children) {
  return "<Message><Children>" + children + "</Children></Message>";
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("an XML export is read by the paths of its elements") {
  struct Case {
    std::string text, records, remarks;
  };
  const std::string declared = "<?xml version='1.0' encoding='";
  const std::vector<Case> cases = {
      {message("<Child><Ids><Id>1</Id></Ids><Name>Ann</Name></Child>\n<Child/>"),
       "1:1/Ann//- 2:///-", ""},
      {"<Message>\n <Header><Id>0</Id></Header>\n <Children>\n  <Child\n>\n <Name>\n Ann \n</Name>"
       "</Child><Other><Child><Name>Bob</Name></Child></Other></Children><Child/></Message>\n",
       "4:/Ann//-", ""},
      {message("<Child><Stay><Post>a</Post></Stay><Name>x</Name><Stay/><Stay><No/><Post>b</Post>"
               "</Stay></Child><Child><Stay><Post>c</Post></Stay></Child>"),
       "1:/x/a++b/- 1://c/-", ""},
      // A name space, with a prefix and without.
      {"<m:Message xmlns:m='urn:x' xmlns='urn:y'><Children><m:Child><Name xmlns='urn:z'>Ann</Name>"
       "</m:Child></Children></m:Message>",
       "1:/Ann//-", ""},
      {message("<Child><Name><![CDATA[<Ann> & ]]>B<!-- x -->o<?pi x?>b</Name></Child>"),
       "1:/<Ann> & Bob//-", ""},
      {message("<Child><Name>O&apos;N &lt;&amp;&gt; &#233;&#x142;</Name></Child>"),
       "1:/O'N <&> \xC3\xA9\xC5\x82//-", ""},
      // If an element is repeated, the first with text counts.
      {message("<Child><Name/><Name>Bob</Name><Ids><Id>1</Id><Id>2</Id></Ids></Child>"),
       "1:1/Bob//-", ""},
      {message("<Child><Ids><Id> </Id></Ids><Ids><Id>2</Id></Ids><Name><b>x</b></Name><Name> Bo "
               "</Name><Name/></Child>"),
       "1:2/Bo//-", ""},
      {message("<Child><Stay><Post>a</Post><Post>b</Post></Stay></Child>"), "1://a/-", ""},
      // Text between elements, also in an element that should have none in it.
      {message("<Child>stray<Name>Ann</Name>\nmore\nof it<Ids><Id>1</Id></Ids></Child>\n"
               "<Child><Name>A<b>x</b>nn</Name></Child>"),
       "1:1/Ann//- 4:///-",
       ":1: text between elements was ignored 4 times; this line has the first\n"},
      {message("<Child>\n<Ids/>Name\n<Name>Ann</Name></Child>"), "1:/Ann//-",
       ":2: text between elements was ignored 1 time; this line has the first\n"},
      {"\xEF\xBB\xBF" + message("<Child><Name>Zo\xC3\xAB</Name></Child>"), "1:/Zo\xC3\xAB//-", ""},
      {declared + "us-ascii'?>" + message("<Child><Name>Ann</Name></Child>"), "1:/Ann//-", ""},
      {declared + "UTF-8'?>" + message("<Child><Name>Zo\xC3\xAB</Name></Child>"),
       "1:/Zo\xC3\xAB//-", ""},
      {declared + "iso-8859-1'?>" + message("<Child><Name>Zo\xEB</Name></Child>"),
       "1:/Zo\xC3\xAB//-", ""},
      {declared + "Windows-1252'?>" + message("<Child><Name>O\x92N\xEB\x81</Name></Child>"),
       "1:/O\xE2\x80\x99N\xC3\xAB\xEF\xBF\xBD//-", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Read result = read_xml(c.text);
    CHECK(result.error == "");
    CHECK(result.records == c.records);
    CHECK(result.remarks == c.remarks);
  }
}

TEST_CASE("a table in a file of its own belongs to records of an XML export") {
  const Read result =
      source_reading::read(layout(), message("<Child><Ids><Id> 2 </Id></Ids></Child><Child/>"),
                           {{"homes", "child,postcode\n2,CV1\n2,CV2\n,CV3\n"}}, kColumns);
  CHECK(result.error == "");
  CHECK(result.records == "1:2///CV1+CV2 1:///");
  CHECK(result.remarks == ": rows left out for an empty key: 1\n");
}

TEST_CASE("a file that is not a return is refused with the place of the fault") {
  const std::string entities =
      ":1: declares a document type or entities, which returns do not have";
  struct Case {
    std::string text, records, error;
  };
  const std::string child = "<Child><Name>Ann</Name></Child>";
  const std::vector<Case> cases = {
      {"", "", ":1: not well-formed XML: no element found"},
      {"id,name\n1,Ann\n", "", ":1: not well-formed XML: syntax error"},
      {"<Message/>", "", ":1: no element Message/Children/Child in the file"},
      {message("\n<child/>"), "", ":2: no element Message/Children/Child in the file"},
      {"\n<CTfile><Child/></CTfile>", "",
       ":2: expected Message/Children/Child, but the outermost element is \"CTfile\""},
      {"<" + std::string(50, 'x') + "\xC3\xA9/>", "",
       ":1: expected Message/Children/Child, but the outermost element is \"" +
           std::string(40, 'x') + "...\""},
      {"<x\xC3\xA9/>", "",
       ":1: expected Message/Children/Child, but the outermost element is \"x??\""},
      {"<!DOCTYPE Message>" + message(child), "", entities},
      {"<!DOCTYPE Message SYSTEM 'file:///etc/passwd'>" + message(child), "", entities},
      {"<!DOCTYPE Message [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + message("&b;"), "",
       entities},
      {"<!DOCTYPE Message [<!ENTITY % p SYSTEM 'p.dtd'> %p;]>" + message(child), "", entities},
      {message("\n" + child + "<Child><Name>&who;</Name></Child>"), "2:/Ann//-",
       ":2: not well-formed XML: undefined entity"},
      {message(child + "<Child>\n<Name>Bob</Child>"), "1:/Ann//-",
       ":2: not well-formed XML: mismatched tag"},
      {message(child) + "\n<x/>", "1:/Ann//-",
       ":2: not well-formed XML: junk after document element"},
      {message(child + "\n<Child><Name>Zo\xEB</Name></Child>"), "1:/Ann//-",
       ":2: not well-formed XML: not well-formed (invalid token)"},
      {"<?xml version='1.0' encoding='us-ascii'?>" +
           message("<Child><Name>\xC3\xAB</Name></Child>"),
       "", ":1: not well-formed XML: not well-formed (invalid token)"},
      {"<?xml version='1.0' encoding='koi8-r'?>" + message(child), "",
       ":1: declares an unsupported encoding"},
      {"<?xml version='1.0' encoding='utf-16'?>" + message(child), "",
       ":1: not well-formed XML: encoding specified in XML declaration is incorrect"},
      {"\xFF\xFE<\0M\0", "", ":1: text in UTF-16"},
      {std::string("<\0M\0/\0>\0", 8), "", ":1: text in UTF-16"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Read result = read_xml(c.text);
    CHECK(result.records == c.records);
    CHECK(result.error == c.error);
  }
}

TEST_CASE("nothing in an XML export grows without bound") {
  const std::size_t million = std::size_t{1024} * 1024;
  struct Case {
    std::string text, error;
  };
  std::string names, attributes;
  for (int i = 0; i < 10'000; ++i) {
    names += "<x" + std::to_string(i) + "/>";
    attributes += "<x y" + std::to_string(i) + "=''/>";
  }
  const std::string too_long = ":1: a record over 1048576 bytes";
  const std::string too_many = ":1: more than 10000 names of elements and attributes";
  const std::vector<Case> cases = {
      {message("<Child>" + repeat("<a>", 61) + repeat("</a>", 61) + "</Child>"), ""},
      {message("<Child>" + repeat("<a>", 62)), ":1: elements are nested too deeply"},
      {repeat("<Message>", 1'000'000), ":1: elements are nested too deeply"},
      {message("<Child><Name>" + std::string(million - 100, 'x') + "</Name></Child>"), ""},
      {message("<Child><Name>" + std::string(3 * million, 'x') + "</Name></Child>"), too_long},
      {message("<Child><Name>" + std::string(3 * million, 'x')), too_long},
      {message("<Child>" + repeat("<Stay/>", million / 4)), too_long},
      {message("<Child><Name>" + repeat("<![CDATA[x]]>", million / 4)), too_long},
      {message("<!--" + std::string(million / 2, 'x') + "--><Child/>"), ""},
      {message("<!--" + std::string(2 * million, 'x') + "--><Child/>"),
       ":1: a tag or a comment over 1048576 bytes"},
      {"<Message x='" + std::string(2 * million, 'x'), ":1: a tag or a comment over 1048576 bytes"},
      {message(names + "<Child/>"), too_many},
      {message(attributes + "<Child/>"), too_many},
      // But there may be any number of records, and of elements outside records.
      {message(repeat("<x>" + std::string(1000, 'y') + "</x>", 3000) + "<Child/>"), ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text.substr(0, 60));
    CHECK(read_xml(c.text).error == c.error);
  }
}

TEST_CASE("an XML export that is cut short is never taken for a whole one") {
  const std::string first = "<Child><Ids><Id>1</Id></Ids><Stay><Post>a</Post></Stay></Child>";
  const std::string second = "<Child>\n<Name>B&amp;<![CDATA[b]]></Name><!-- x --></Child>";
  const std::string text =
      "<?xml version='1.0' encoding='windows-1252'?>" + message(first + second);
  const std::size_t after_first = text.find(first) + first.size();
  const std::size_t after_second = after_first + second.size();
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    const Read result = read_xml(text.substr(0, size));
    CHECK(result.error.find(": not well-formed XML: ") != std::string::npos);
    CHECK(result.records == (size < after_first    ? ""
                             : size < after_second ? "1:1//a/-"
                                                   : "1:1//a/- 1:/B&b//-"));
  }
  CHECK(read_xml(text).error == "");
}

TEST_CASE("records are the same wherever blocks of the file cut them") {
  const std::string record = "<Child><Ids><Id>7</Id></Ids><Name>Zo\xC3\xAB &lt;</Name></Child>\n";
  for (std::size_t before = 65536 - record.size() - 24; before < 65536; ++before) {
    CAPTURE(before);
    const Read result = read_xml(message(std::string(before, ' ') + record + record));
    CHECK(result.error == "");
    CHECK(result.records == "1:7/Zo\xC3\xAB <//- 2:7/Zo\xC3\xAB <//-");
  }
}

TEST_CASE("a failure stays") {
  const TemporaryFolder folder;
  const std::string path = folder.put("in.xml", message("<Child/><Child></Message>"));
  Source source = Source::open(layout(), {path, {}}, kColumns).value();
  CHECK(source.next().value());
  const Result<bool> failed = source.next();
  REQUIRE(!failed);
  CHECK(failed.error().code == Errc::malformed);
  CHECK(source.next().error().message == failed.error().message);
  CHECK(Source::open(layout(), {folder / "none", {}}, kColumns).error().code == Errc::io);
}

}  // namespace tally::encoder::source_xml_test
