import { describe, expect, test } from 'vitest';
import { parseTemplate, templateFaults } from '@/lib/source-links/template';

const GRAFANA =
  'https://grafana.example/explore?schemaVersion=1&panes={"a":{"datasource":"loki","queries":[{"refId":"A","expr":"{{query.json}}"}],"range":{"from":"{{from.ms|now-6h}}","to":"{{to.ms|now}}"}}}&orgId=1';
const KIBANA =
  "https://kibana.example/app/discover#/?_g=(time:(from:'{{from.iso}}',to:'{{to.iso}}'))&_a=(query:(language:kuery,query:'{{query.rison}}'))";

describe('a template that may be saved', () => {
  test.each([
    ['Grafana, its JSON as typed', GRAFANA],
    ['Grafana, its JSON as copied from the address bar', encodeAround(GRAFANA)],
    ['Kibana, its state in the fragment', KIBANA],
    ['Prometheus', 'https://prom.example/graph?g0.expr={{query}}&g0.end_input={{to.iso}}&g0.tab=0'],
    ['Jaeger, a trace in the path', 'https://jaeger.example/trace/{{trace_id}}'],
    ['Jaeger, a search', 'https://jaeger.example/search?service={{service}}&start={{from.us}}'],
    ['a fragment that is a query', 'https://logs.example/#g0.expr={{query}}'],
    [
      'a quoted name in a query',
      'https://p.example/?q=up{service="{{service.json}}"}&n={{namespace}}',
    ],
    ['no placeholder at all', 'https://dash.example/d/abc'],
    ['this machine, without TLS', 'http://localhost:3000/explore?q={{query}}'],
    ['this machine, by number', 'http://127.0.0.1:9090/graph?q={{query}}'],
    ['a default port', 'https://grafana.example:443/?q={{query}}'],
  ])('%s', (_, template) => {
    expect(templateFaults(template)).toEqual([]);
    expect(parseTemplate(template)).toBeDefined();
  });

  test('says where it leads, as a browser would', () => {
    expect(parseTemplate('https://Grafana.Example:443/?q={{query}}')).toMatchObject({
      origin: 'https://grafana.example',
      host: 'grafana.example',
    });
  });
});

describe('a template that is refused', () => {
  test.each([
    ['another scheme', 'javascript:alert({{query}})', /begin with https/],
    ['data', 'data:text/html,{{query}}', /begin with https/],
    ['plain http elsewhere', 'http://grafana.example/?q={{query}}', /save for this very machine/],
    [
      'http to what only looks local',
      'http://localhost.evil.example/',
      /save for this very machine/,
    ],
    ['no scheme', '//grafana.example/?q={{query}}', /begin with https/],
    ['a placeholder as scheme', '{{query}}://grafana.example/', /begin with https/],
    ['a placeholder as host', 'https://{{service}}/explore', /host or its port/],
    ['a placeholder within the host', 'https://{{service}}.grafana.example/', /host or its port/],
    ['a placeholder after the host', 'https://grafana.example{{query}}', /host or its port/],
    ['a placeholder as port', 'https://grafana.example:{{from.ms}}/', /host or its port/],
    ['credentials', 'https://admin:secret@grafana.example/', /user name/],
    ['a host disguised by credentials', 'https://grafana.example@evil.example/', /user name/],
    ['a host in another spelling', 'https://grafana%2eexample/', /as a browser does/],
    ['an address in octal', 'http://0177.0.0.1/', /as a browser does: 127\.0\.0\.1/],
    ['no host', 'https:///explore', /name a host/],
    ['a backslash', 'https://grafana.example\\@evil.example/', /backslashes/],
    ['a line feed', 'https://grafana.example/\n?q=1', /plain letters/],
    ['a turning character', 'https://grafana.example/\u202egro', /plain letters/],
    ['a letter borrowed from elsewhere', 'https://gr\u0430fana.example/', /plain letters/],
    ['what is no placeholder', 'https://g.example/?q={{password}}', /no placeholder/],
    ['a placeholder misspelt', 'https://g.example/?q={{Query}}', /no placeholder/],
    ['an instant without its form', 'https://g.example/?from={{from}}', /no placeholder/],
    ['a fallback that could end a value', 'https://g.example/?q={{query|a&b=1}}', /no placeholder/],
    ['one that is never closed', 'https://g.example/?q={{query}', /never closed/],
    ['a placeholder as a parameter’s name', 'https://g.example/?{{query}}=1', /after its =/],
    ['a placeholder instead of a parameter', 'https://g.example/?a=1&{{query}}', /after its =/],
    ['a placeholder as a name in the fragment', 'https://g.example/#/?{{query}}=1', /after its =/],
    ['an escape in a path', 'https://g.example/t/{{query.json}}', /in a path/],
    ['plain text within JSON', 'https://g.example/?p={"expr":"{{query}}"}', /\{\{query\.json\}\}/],
    ['text outside the strings of JSON', 'https://g.example/?p={"expr":{{query.json}}}', /outside/],
    ['a member’s name in JSON', 'https://g.example/?p={"{{service.json}}":1}', /name a member/],
    [
      'quotation marks inside a text of JSON',
      'https://g.example/?p={"expr":"{app=%5C%22{{service.json}}%5C%22}"}',
      /inside a text of JSON/,
    ],
    ['plain text within Rison', "https://k.example/#/?_a=(q:'{{query}}')", /\{\{query\.rison\}\}/],
    [
      'text outside the apostrophes of Rison',
      'https://k.example/#/?_a=(q:{{query.rison}})',
      /apostrophes/,
    ],
    ['plain text within quotation marks', 'https://g.example/?q=a="{{service}}"', /\.json\}\}/],
    ['plain text within apostrophes', "https://g.example/?q=a='{{service}}'", /apostrophes/],
    [
      'an escape that nothing calls for',
      'https://g.example/?q={{query.json}}',
      /no quotation marks/,
    ],
    ['what is encoded twice', 'https://g.example/?p=%2522{{query}}%2522', /encoded twice/],
    ['a broken encoding', 'https://g.example/?p=%zz{{query}}', /encodes nothing/],
  ])('%s', (_, template, why) => {
    expect(templateFaults(template).join('; ')).toMatch(why);
    expect(parseTemplate(template)).toBeUndefined();
  });
});

/** As a browser copies it: everything encoded but the placeholders. */
function encodeAround(template: string): string {
  const [path = '', query = ''] = template.split('?');
  return `${path}?${query
    .split(/(\{\{[^{}]*\}\}|[&=])/)
    .map((part, index) => (index % 2 === 0 ? encodeURIComponent(part) : part))
    .join('')}`;
}
