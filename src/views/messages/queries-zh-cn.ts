/** 查询错误的中文：键是 query 中 say`…` 的英文模板（model/sentence.ts），{0}、{1} 是其中的值。测试保证一个不缺，一个不多。 */
import type { Sentences } from "./say-again.ts";

const TRACEQL: Sentences = {
  "A query has at most {0} characters.": "查询最长 {0} 个字符。",
  "A condition stands in braces, such as { duration > 100ms }.": "条件要写在花括号中，例如 { duration > 100ms }。",
  "“{0}” is not read here: { … } can be joined by && and ||.": "此处不支持“{0}”：{ … } 之间可以用 && 和 || 连接。",
  "Nothing can follow here but && or || and another { … }.": "此处之后只能是 && 或 ||，以及另一个 { … }。",
  "A “)” is missing.": "缺少“)”。",
  "A “{” is missing: conditions stand in braces.": "缺少“{”：条件要写在花括号中。",
  "The “}” at the end is missing.": "末尾缺少“}”。",
  "Here && or || or “}” is wanted.": "此处应为 &&、|| 或“}”。",
  "This is nested too deep.": "嵌套过深。",
  "“{0}” has no meaning here.": "“{0}”在此处没有意义。",
  "The text in quotes is not closed.": "文本缺少结尾的引号。",
  "The field comes first, then the value: duration > 100ms.": "先写字段，再写值：duration > 100ms。",
  "A condition is wanted here, such as status = error.": "此处应为条件，例如 status = error。",
  "After {0} one of = != =~ !~ > >= < <= is wanted.": "{0} 之后应为 = != =~ !~ > >= < <= 之一。",
  "A status is one of ok, error and unset, without quotes.": "status 只能是 ok、error 或 unset，不加引号。",
  "A kind is one of server, client, producer, consumer, internal and unspecified, without quotes.":
    "kind 只能是 server、client、producer、consumer、internal 或 unspecified，不加引号。",
  "{0} of what? Add a unit, such as {1}ms.": "{0} 缺少单位：请写成 {1}ms 这样的形式。",
  "{0} is compared with a duration, such as 100ms or 1.5s.": "{0} 应与时长比较，例如 100ms 或 1.5s。",
  "{0} is compared with hex digits in quotes.": "{0} 应与引号中的十六进制数字比较。",
  "{0} is compared with a text in quotes.": "{0} 应与引号中的文本比较。",
  "{0} is compared with a text in quotes, a number, true, false or nil.":
    "{0} 应与引号中的文本、数字、true、false 或 nil 比较。",
  "Only the first {0} bytes of an attribute are indexed; this text is longer.":
    "属性只索引前 {0} 个字节，这段文本超出了。",
  "{0} is followed by a regular expression in quotes.": "{0} 之后应为引号中的正则表达式。",
  "{0} compares numbers and durations; use = or != here.": "{0} 用于比较数字和时长；此处请用“=”或“!=”。",
  "There is no field “{0}”; there are {1}, resource.… and span.… .":
    "没有字段“{0}”；可用的有 {1}，以及 resource.… 和 span.…。",
  "{0} is not indexed; write resource.{1}.": "{0} 没有索引；请写 resource.{1}。",
  "{0} is not indexed; write span.{1}.": "{0} 没有索引；请写 span.{1}。",
  "{0} is not indexed; of resources these are: {1}.": "{0} 没有索引；resource 中有索引的是：{1}。",
  "{0} is not indexed; only names, times, resource fields and the attributes that describe calls are. The search inside a trace looks at every attribute.":
    "{0} 没有索引；有索引的只有名称、时间、resource 字段和描述调用的属性。在一条调用链中搜索时，会查看全部属性。",
};

const REGEX: Sentences = {
  "A regular expression has at most {0} characters.": "正则表达式最长 {0} 个字符。",
  "The regular expression is too large.": "正则表达式过大。",
  "The regular expression has a “)” too many.": "正则表达式多了一个“)”。",
  "The regular expression is nested too deep.": "正则表达式嵌套过深。",
  "Of groups only ( ), (?: ) and a leading (?i) can be used in the regular expression.":
    "正则表达式的分组只支持“( )”、“(?: )”和开头的“(?i)”。",
  "A “)” is missing in the regular expression.": "正则表达式缺少“)”。",
  "“{0}” in the regular expression repeats nothing; for the sign itself write \\{1}.":
    "正则表达式中的“{0}”没有可重复的内容；要表示这个字符本身，请写 \\{1}。",
  "“{” in the regular expression repeats nothing; for the sign itself write \\{.":
    "正则表达式中的“{”没有可重复的内容；要表示这个字符本身，请写 \\{。",
  "The regular expression repeats a repetition.": "正则表达式对重复再次重复。",
  "{0} in the regular expression is empty: the first number is the larger.":
    "正则表达式中的 {0} 不成立：第一个数字更大。",
  "{0} in the regular expression is more than {1} times.": "正则表达式中的 {0} 超过了 {1} 次。",
  "Classes such as [:alpha:] cannot be used in the regular expression.": "正则表达式不支持 [:alpha:] 这样的字符类。",
  "A range in [ ] of the regular expression has no order.": "正则表达式 [ ] 中的范围顺序不对。",
  "A “]” is missing in the regular expression.": "正则表达式缺少“]”。",
  "The regular expression ends in a “\\”.": "正则表达式以“\\”结尾。",
  "\\{0} cannot be used in the regular expression.": "正则表达式不支持 \\{0}。",
  "\\x in the regular expression is followed by two hex digits, or by more in { }.":
    "正则表达式的 \\x 之后应为两位十六进制数字，更多位要写在 { } 中。",
};

export const queries: Sentences = { ...TRACEQL, ...REGEX };
