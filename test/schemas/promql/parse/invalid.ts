/** PromQL that is refused, why, and which part of it is marked. */
export interface Invalid {
  readonly input: string
  readonly problem: string
  readonly at: string
  /** Why some release of Prometheus, or promtool, does not mind. */
  readonly accepted?: string
}

const range =
  'a range goes directly behind a selector, as in rate(m[5m]); something computed takes a subquery such as [5m:]'
const empty = 'a selector needs a name, or a matcher that the empty string does not match'
const before = 'offset and @ stand behind the range, as in m[5m] offset 1h'
const zero = 'a range or a step must be longer than zero'
const arithmetic = 'arithmetic with durations is experimental; write the duration out'
const end = 'unexpected end of the expression'
const result = 'a rule or a panel needs an instant vector or a number, not'
const matcher = 'where a matcher such as job="api" belongs'
const regex = 'the regular expression is invalid:'
const series = 'on, ignoring and group_left match series, and a number has none'

export const invalid: readonly Invalid[] = [
  // the grammar
  { input: '', problem: 'there is no expression', at: '' },
  { input: ' # nothing', problem: 'there is no expression', at: ' # nothing' },
  { input: 'a +', problem: end, at: '' },
  { input: 'sum(a', problem: end, at: '' },
  { input: 'sum(100', problem: end, at: '' },
  { input: 'a b', problem: 'unexpected b', at: 'b' },
  { input: 'a)', problem: 'unexpected )', at: ')' },
  { input: 'sum(a,)', problem: 'unexpected )', at: ')' },
  { input: 'a == == b', problem: 'unexpected ==', at: '==' },
  { input: 'a[5m', problem: end, at: '' },
  { input: 'rate(a[])', problem: 'unexpected ] where a duration such as 5m belongs', at: ']' },
  { input: 'rate(a[:5m])', problem: 'unexpected : where a duration such as 5m belongs', at: ':' },
  { input: 'a offset', problem: `${end} where a duration such as 5m belongs`, at: '' },
  { input: 'a offset b', problem: 'unexpected b where a duration such as 5m belongs', at: 'b' },
  { input: 'a @', problem: `${end} where a timestamp, start() or end() belongs`, at: '' },
  { input: 'a @ b', problem: 'unexpected b where a timestamp, start() or end() belongs', at: 'b' },
  { input: 'a{job="b"', problem: `${end} ${matcher}`, at: '' },
  { input: 'a{job}', problem: `unexpected } ${matcher}`, at: '}' },
  { input: 'a{job=b}', problem: `unexpected b ${matcher}`, at: 'b' },
  { input: 'a{job=="b"}', problem: `unexpected == ${matcher}`, at: '==' },
  { input: 'a{job="b",,}', problem: `unexpected , ${matcher}`, at: ',' },
  { input: 'a{job:x="b"}', problem: `unexpected job:x ${matcher}`, at: 'job:x' },
  { input: 'a{my-job="b"}', problem: `unexpected - ${matcher}`, at: '-' },
  { input: 'a{""="b"}', problem: 'a label needs a name', at: '""' },
  { input: 'sum by (a:b) (c)', problem: 'unexpected a:b where the name of a label belongs', at: 'a:b' },
  { input: 'sum by (a b) (c)', problem: 'unexpected b where the name of a label belongs', at: 'b' },
  { input: 'sum by ($a) (c)', problem: 'unexpected $a where the name of a label belongs', at: '$a' },
  { input: 'a group_left b', problem: 'unexpected group_left', at: 'group_left' },
  { input: '$a $b', problem: 'unexpected $b', at: '$b' },
  { input: '$a$b', problem: 'unexpected $b', at: '$b' },
  // characters
  { input: 'a + §', problem: 'unexpected character "§"', at: '§' },
  { input: 'a +\u00a0b', problem: 'unexpected character "\u00a0"', at: '\u00a0' },
  { input: 'a + $1', problem: 'unexpected character "$"', at: '$' },
  {
    input: `a > \${b:csv}`,
    problem: `\${b:csv} stands only in label values; elsewhere write a variable as $name`,
    at: `\${b:csv}`,
  },
  { input: '1and b', problem: '1and is neither a number nor a duration', at: '1and' },
  { input: '1.2.3', problem: '1.2.3 is neither a number nor a duration', at: '1.2.3' },
  { input: 'rate(a[5m1h])', problem: '5m1h is neither a number nor a duration', at: '5m1h' },
  { input: '0x', problem: '0x is neither a number nor a duration', at: '0x' },
  // strings
  { input: 'a{b="c', problem: 'the string is not closed', at: '"c' },
  { input: "a{b='c\n}", problem: 'the string is not closed', at: "'c" },
  { input: 'a{b=`c', problem: 'the string is not closed', at: '`c' },
  {
    input: String.raw`a{b="\d"}`,
    problem: String.raw`\d is not an escape that PromQL knows; write \\ for a backslash`,
    at: String.raw`\d`,
  },
  {
    input: String.raw`a{b="x\'"}`,
    problem: String.raw`\' is not an escape that PromQL knows; write \\ for a backslash`,
    at: String.raw`\'`,
  },
  {
    input: String.raw`a{b="\ud800"}`,
    problem: String.raw`\ud800 is not an escape that PromQL knows; write \\ for a backslash`,
    at: String.raw`\ud800`,
  },
  {
    input: String.raw`a{b="\400"}`,
    problem: String.raw`\400 is not an escape that PromQL knows; write \\ for a backslash`,
    at: String.raw`\400`,
  },
  {
    input: String.raw`a{b="\xff"}`,
    problem: 'the escapes in the string give bytes that are not valid UTF-8',
    at: String.raw`"\xff"`,
    accepted: 'any bytes',
  },
  { input: 'a{b="\ufffd"}', problem: 'the string is not valid UTF-8', at: '"\ufffd"' },
  // selectors
  { input: '{}', problem: empty, at: '{}' },
  { input: '{job=~".*"}', problem: empty, at: '{job=~".*"}' },
  { input: '{job=~"(?i)a|"}', problem: empty, at: '{job=~"(?i)a|"}' },
  { input: '{job=""}', problem: empty, at: '{job=""}' },
  { input: '{job!="a",env!~"b"}', problem: empty, at: '{job!="a",env!~"b"}' },
  { input: '{__name__=""}', problem: empty, at: '{__name__=""}' },
  { input: '{""}', problem: 'a metric needs a name', at: '""' },
  { input: 'a{__name__="b"}', problem: 'a selector has one name, not both a and b', at: 'a{__name__="b"}' },
  { input: 'a{__name__=~"b"}', problem: 'a selector has one name, not both a and b', at: 'a{__name__=~"b"}' },
  { input: 'a{"b"}', problem: 'a selector has one name, not both a and b', at: 'a{"b"}' },
  { input: '{"a","b"}', problem: 'a selector has one name, not both a and b', at: '{"a","b"}' },
  {
    input: '{__name__="a",__name__="b"}',
    problem: 'a selector has one name, not both a and b',
    at: '{__name__="a",__name__="b"}',
    accepted: 'finds nothing',
  },
  {
    input: '{__name__="a",__name__=~"b"}',
    problem: 'a selector has one name, not both a and b',
    at: '{__name__="a",__name__=~"b"}',
    accepted: 'says the name twice',
  },
  { input: 'a{b=~"(c"}', problem: `${regex} unterminated group`, at: '"(c"' },
  { input: 'a{b!~"[z-a]"}', problem: `${regex} range out of order in character class`, at: '"[z-a]"' },
  { input: 'a{b=~"*"}', problem: `${regex} nothing to repeat`, at: '"*"' },
  { input: 'a{b=~"c(?!d)"}', problem: `${regex} RE2 has no (?!`, at: '"c(?!d)"' },
  { input: 'a{b=~"c(?<=d)"}', problem: `${regex} RE2 has no (?<=`, at: '"c(?<=d)"' },
  { input: 'a{b=~`(c)\\1`}', problem: `${regex} RE2 has no back references such as \\1`, at: '`(c)\\1`' },
  { input: 'a{b=~`\\c`}', problem: `${regex} RE2 has no \\c`, at: '`\\c`' },
  { input: 'a{b=~"c{1001}"}', problem: `${regex} RE2 repeats at most 1000 times`, at: '"c{1001}"' },
  // ranges and durations
  { input: 'rate(sum(a)[5m])', problem: range, at: '[5m]' },
  { input: 'rate((a)[5m])', problem: range, at: '[5m]' },
  { input: 'rate(a[5m][5m])', problem: range, at: '[5m]' },
  { input: 'rate($n[5m])', problem: range, at: '[5m]', accepted: 'a variable, which promtool does not know' },
  { input: 'rate(a offset 1h[5m])', problem: before, at: '[5m]' },
  { input: 'rate(a @ 5[5m])', problem: before, at: '[5m]' },
  { input: 'rate(a[0s])', problem: zero, at: '0s' },
  { input: 'rate(a[0])', problem: zero, at: '0' },
  { input: 'rate(a[-5m])', problem: zero, at: '-5m' },
  { input: 'max_over_time(a[5m:0s])', problem: zero, at: '0s' },
  { input: 'rate(a[300y])', problem: '300y is too long, or no duration', at: '300y' },
  { input: 'rate(a[Inf])', problem: 'Inf is too long, or no duration', at: 'Inf' },
  { input: 'rate(a[5m + 1m])', problem: arithmetic, at: '5m + 1m' },
  { input: 'rate(a[(5m)])', problem: arithmetic, at: '(5m)' },
  { input: 'rate(a[step()])', problem: arithmetic, at: 'step()' },
  { input: 'rate(a[min_of(5m, 1h)])', problem: arithmetic, at: 'min_of(5m, 1h)' },
  { input: 'a offset (5m)', problem: arithmetic, at: '(5m)' },
  {
    input: 'rate(a[$window])',
    problem: '$window is not a duration; only $__rate_interval, $__interval and $__range are',
    at: '$window',
  },
  { input: 'a > $__range', problem: '$__range is a duration and stands only between brackets', at: '$__range' },
  { input: 'a offset $__range', problem: 'offset takes a fixed duration, not $__range', at: 'offset $__range' },
  {
    input: 'max_over_time(time()[5m:])',
    problem: 'a subquery evaluates an instant vector, not a number',
    at: 'time()',
  },
  {
    input: 'max_over_time(a[5m][5m:])',
    problem: 'a subquery evaluates an instant vector, not a range vector',
    at: 'a[5m]',
  },
  {
    input: 'max_over_time(-a[5m:])',
    problem: 'operator - wants an instant vector or a number, not a range vector',
    at: 'a[5m:]',
  },
  // offset and @
  { input: 'sum(a) offset 5m', problem: 'offset goes directly behind a selector or a subquery', at: 'offset 5m' },
  { input: '(a) offset 5m', problem: 'offset goes directly behind a selector or a subquery', at: 'offset 5m' },
  { input: '1 @ 5', problem: '@ goes directly behind a selector or a subquery', at: '@ 5' },
  { input: 'a offset 5m offset 1m', problem: 'offset may be given only once', at: 'offset 1m' },
  { input: 'rate(a[5m] @ 5 @ end())', problem: '@ may be given only once', at: '@ end()' },
  { input: 'a @ Inf', problem: '@ takes a number of seconds, start() or end()', at: 'Inf' },
  { input: 'a @ 1e20', problem: '@ takes a number of seconds, start() or end()', at: '1e20' },
  { input: 'a @ $t', problem: '@ takes a number of seconds, start() or end()', at: '$t' },
  // numbers
  {
    input: '5m',
    problem: 'a duration is a number only since Prometheus 3; write 300 instead of 5m',
    at: '5m',
    accepted: 'since 3.0',
  },
  {
    input: 'a > 1m30s',
    problem: 'a duration is a number only since Prometheus 3; write 90 instead of 1m30s',
    at: '1m30s',
    accepted: 'since 3.0',
  },
  { input: '1e400', problem: '1e400 is too large for a number', at: '1e400' },
  { input: '0xFFFFFFFFFFFFFFFF', problem: '0xFFFFFFFFFFFFFFFF is too large for a number', at: '0xFFFFFFFFFFFFFFFF' },
  // functions
  { input: 'foo(a)', problem: 'foo is not a function', at: 'foo' },
  { input: 'RATE(a[5m])', problem: 'RATE is not a function; write rate', at: 'RATE' },
  { input: 'toString(a)', problem: 'toString is not a function', at: 'toString' },
  { input: 'rate()', problem: 'rate() takes 1 argument, but 0 are given', at: 'rate()' },
  { input: 'abs(a, b)', problem: 'abs() takes 1 argument, but 2 are given', at: 'abs(a, b)' },
  { input: 'clamp(a, 1)', problem: 'clamp() takes 3 arguments, but 2 are given', at: 'clamp(a, 1)' },
  { input: 'round(a, 1, 2)', problem: 'round() takes at most 2 arguments, but 3 are given', at: 'round(a, 1, 2)' },
  {
    input: 'label_join(a, "b")',
    problem: 'label_join() takes at least 3 arguments, but 2 are given',
    at: 'label_join(a, "b")',
  },
  { input: 'rate(a)', problem: 'rate() wants a range vector such as m[5m] here, not an instant vector', at: 'a' },
  { input: 'abs(a[5m])', problem: 'abs() wants an instant vector here, not a range vector', at: 'a[5m]' },
  { input: 'abs(1)', problem: 'abs() wants an instant vector here, not a number', at: '1' },
  { input: 'vector(a)', problem: 'vector() wants a number here, not an instant vector', at: 'a' },
  {
    input: 'label_join(a, b, "c")',
    problem: 'label_join() wants a string in quotes here, not an instant vector',
    at: 'b',
  },
  {
    input: 'label_join(a, "b", "c", "d", 5)',
    problem: 'label_join() wants a string in quotes here, not a number',
    at: '5',
  },
  { input: 'info(a, b)', problem: 'the second argument of info() is matchers only, as in {version=~".+"}', at: 'b' },
  // aggregations
  { input: 'sum()', problem: 'sum takes 1 argument, but 0 are given', at: 'sum()' },
  { input: 'sum(1, a)', problem: 'sum takes 1 argument, but 2 are given', at: 'sum(1, a)' },
  { input: 'topk(a)', problem: 'topk needs a parameter before the vector, as in topk(5, v)', at: 'topk(a)' },
  {
    input: 'quantile(a)',
    problem: 'quantile needs a parameter before the vector, as in quantile(0.5, v)',
    at: 'quantile(a)',
  },
  {
    input: 'count_values(a)',
    problem: 'count_values needs a parameter before the vector, as in count_values("label", v)',
    at: 'count_values(a)',
  },
  {
    input: 'count_values(b, a)',
    problem: 'count_values wants a string in quotes here, not an instant vector',
    at: 'b',
  },
  { input: 'topk("5", a)', problem: 'topk wants a number here, not a string', at: '"5"' },
  { input: 'sum(a[5m])', problem: 'sum wants an instant vector here, not a range vector', at: 'a[5m]' },
  { input: 'sum(1)', problem: 'sum wants an instant vector here, not a number', at: '1' },
  // operators
  { input: 'a + b[5m:]', problem: 'operator + wants an instant vector or a number, not a range vector', at: 'b[5m:]' },
  { input: '"a" + b', problem: 'operator + wants an instant vector or a number, not a string', at: '"a"' },
  { input: '-"a"', problem: 'operator - wants an instant vector or a number, not a string', at: '"a"' },
  { input: '1 == 2', problem: 'a comparison of two numbers needs bool: write == bool', at: '==' },
  { input: 'a + bool b', problem: 'bool goes with comparisons only, not with +', at: '+ bool' },
  { input: 'a and bool b', problem: 'bool goes with comparisons only, not with and', at: 'and bool' },
  {
    input: 'a and 1',
    problem: 'and combines instant vectors only, and a number is none; wrap it in vector()',
    at: 'and',
  },
  { input: '1 or 2', problem: 'or combines instant vectors only, and a number is none; wrap it in vector()', at: 'or' },
  { input: 'a + on (job) 1', problem: series, at: '+ on (job)' },
  { input: '1 + on () group_left () a', problem: series, at: '+ on () group_left ()', accepted: 'an empty clause' },
  {
    input: 'a and on (job) group_left b',
    problem: 'and matches many to many; leave out group_left and group_right',
    at: 'and on (job) group_left',
  },
  {
    input: 'a + on (b, c) group_right (c) d',
    problem: 'label c stands in both on and group_left or group_right; leave it out of the latter',
    at: '+ on (b, c) group_right (c)',
  },
  // what the tree cannot hold
  { input: 'rate(a[5m] anchored)', problem: 'anchored is experimental; Plimsoll does not know it', at: 'anchored' },
  { input: 'a smoothed', problem: 'smoothed is experimental; Plimsoll does not know it', at: 'smoothed' },
  { input: 'a + fill(0) b', problem: 'fill() is experimental; Plimsoll does not know it', at: 'fill(0)' },
  {
    input: 'a + on (b) fill_left(0) fill_right(1) c',
    problem: 'fill() is experimental; Plimsoll does not know it',
    at: 'fill_left(0) fill_right(1)',
  },
  { input: 'a </ b', problem: 'operator </ is experimental; Plimsoll does not know it', at: '</' },
  { input: 'a >/ b', problem: 'operator >/ is experimental; Plimsoll does not know it', at: '>/' },
  // the result
  { input: 'a[5m]', problem: `${result} a range vector`, at: 'a[5m]', accepted: 'until the rule is evaluated' },
  { input: '(a[5m:])', problem: `${result} a range vector`, at: '(a[5m:])', accepted: 'until the rule is evaluated' },
  { input: '"a"', problem: `${result} a string`, at: '"a"', accepted: 'until the rule is evaluated' },
]
