import { describe, expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '@/lib/services/file/read-documents';
import { readServicesFile } from '@/lib/services/file/read-services-file';

const OURS = `services:
  - name: checkout
    environments: [production]
    dependsOn:
      - payments
    owners: [checkout-team]
    trafficShare: 0.4
    actionKinds:
      rollback: { reversibility: reversible, resource: "deploy/*" }
  - name: payments
    environments: [production, staging]
`;

const names = (text: string) => readServicesFile(text).services.map(({ name }) => name);

describe('a file of services', () => {
  test('is read as YAML, each service with the line it stands on', () => {
    const file = readServicesFile(OURS);
    expect(file).toMatchObject({ format: 'yaml', faults: [] });
    expect(file.services).toMatchObject([
      { line: 2, name: 'checkout', isPartial: false, said: { trafficShare: 0.4 } },
      { line: 10, name: 'payments' },
    ]);
  });

  test.each([
    ['a list', '[{"name": "a", "environments": ["production"]}]'],
    ['one under services', '{"services": [{"name": "a", "environments": ["production"]}]}'],
    ['one alone', '\uFEFF{\n\t"name": "a",\n\t"environments": ["production"]\n}'],
  ])('is read as JSON, as %s', (_form, text) => {
    expect(readServicesFile(text)).toMatchObject({
      format: 'json',
      faults: [],
      services: [{ name: 'a' }],
    });
  });

  test('may be several documents', () => {
    const one = (name: string) => `name: ${name}\nenvironments: [production]\n`;
    expect(names(`${one('a')}---\n${one('b')}`)).toEqual(['a', 'b']);
  });

  test('names every fault with its line and its field', () => {
    const { faults } = readServicesFile(`services:
  - name: checkout
    environments: []
    trafficshare: 0.4
  - environments: [production]
    dependsOn: [7]
  - name: payments
    environments: [production]
    dependsOn: [payments]
    actionKinds: { reboot: { reversibility: reversible } }
  - name: '*'
    environments: [production]
version: 2
`);
    expect(faults.map(({ line, path }) => [line, path])).toEqual([
      [3, 'services.0.environments'],
      [4, 'services.0.trafficshare'],
      [5, 'services.1.name'],
      [6, 'services.1.dependsOn.0'],
      [9, 'services.2.dependsOn.0'],
      [10, 'services.2.actionKinds.reboot'],
      [11, 'services.3.name'],
      [13, 'version'],
    ]);
  });

  test('names a service that depends on itself, and one that stands twice', () => {
    const { faults } = readServicesFile(`- name: a
  environments: [production]
  dependsOn: [b, a]
- name: b
  environments: [production]
- name: b
  environments: [staging]
`);
    expect(faults).toEqual([
      { line: 3, path: '0.dependsOn.1', message: 'a service does not depend on itself' },
      { line: 6, path: '', message: 'b stands in line 4 already' },
    ]);
  });

  test('that is empty, or holds more than can be meant, is refused', () => {
    expect(readServicesFile('').faults).toMatchObject([{ message: 'the file is empty' }]);
    expect(readServicesFile('# nothing\n').faults).toHaveLength(1);
    const many = Array.from({ length: 1001 }, (_, i) => ({ name: `s${i}`, environments: ['p'] }));
    const { faults } = readServicesFile(JSON.stringify(many));
    expect(faults).toMatchObject([{ message: 'more than 1000 services' }]);
  });
});

describe('a Backstage file', () => {
  const CATALOG = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout
  annotations: { "backstage.io/techdocs-ref": "dir:." }
spec:
  type: service
  lifecycle: production
  owner: group:default/checkout-team
  dependsOn:
    - component:default/payments
    - component:shop/stock
    - resource:default/orders-db
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: shop }
spec: { owner: shop-team }
---
apiVersion: backstage.io/v1beta1
kind: Component
metadata: { name: stock, namespace: shop }
spec: { type: service, lifecycle: production, owner: user:jo }
`;

  test('gives its Components, with what they depend on and who owns them', () => {
    const file = readServicesFile(CATALOG);
    expect(file).toMatchObject({ format: 'backstage', faults: [] });
    expect(file.services).toMatchObject([
      {
        line: 4,
        isPartial: true,
        said: {
          name: 'checkout',
          dependsOn: ['payments', 'shop/stock'],
          owners: ['checkout-team'],
        },
        notices: ['Depends on resource:default/orders-db, which is no service; left out.'],
      },
      { said: { name: 'shop/stock', dependsOn: [], owners: ['jo'] } },
    ]);
    expect(file.notices).toEqual(['System shop is no service, and is left out.']);
  });

  test('with a Component that has no name is told so', () => {
    const { faults } = readServicesFile(
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {}\nspec: {}\n',
    );
    expect(faults).toMatchObject([{ line: 3, path: 'metadata.name' }]);
  });
});

describe('a hostile file is refused, soon and with its line', () => {
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghi'.split('').map((key, i) => {
      const before = 'abcdefghi'[i] ?? 'a';
      return `${key}: &${key} [*${before}, *${before}, *${before}]`;
    }),
  ].join('\n');

  test.each([
    ['an alias bomb', bomb, /anchors/],
    ['an alias', 'a: 1\nb: *x\n', /aliases/],
    ['a merge key', 'a: 1\n<<: { name: b }\n', /merge keys/],
    ['a tag', 'a: !!js/function "x"\n', /tags/],
    ['a directive', '%TAG ! tag:x,2000:\n---\na: 1\n', /directives/],
    ['a key that stands twice', 'name: a\nname: b\n', /second time/],
    ['a key that is no name', '? [a]\n: b\n', /must be a name/],
    ['a file that is too large', `# ${'x'.repeat(MAX_FILE_BYTES)}`, /larger than/],
  ])('%s', (_name, text, message) => {
    const { services, faults } = readServicesFile(text);
    expect(services).toEqual([]);
    expect(faults[0]?.message).toMatch(message);
    expect(faults[0]?.line).toBeGreaterThan(0);
  });

  const N = MAX_FILE_BYTES - 16;
  const filled = (part: string) => part.repeat(Math.floor(N / part.length));
  test.each([
    ['brackets', filled('[')],
    ['braces', filled('{')],
    ['dashes', filled('- ')],
    ['question marks', filled('? ')],
    ['indents', Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['quotes', filled('"')],
    ['commas', `[${filled(',')}]`],
    ['documents', filled('---\n')],
    ['percents', filled('%a\n')],
    ['keys', filled('a: 1\n')],
    ['other keys', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n')],
  ])('nothing but %s', (_name, text) => {
    const before = process.cpuUsage();
    const { services, faults } = readServicesFile(text);
    expect(services).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(50);
    const { user, system } = process.cpuUsage(before);
    // Linear in the file: what is quadratic in it takes minutes. Of processor time, in microseconds.
    expect(user + system).toBeLessThan(5_000_000);
  });

  test('__proto__ is a field like any other, and not a known one', () => {
    const { faults } = readServicesFile(
      'name: a\nenvironments: [p]\n__proto__: { declared: true }\n',
    );
    expect(faults).toMatchObject([{ line: 3, path: '__proto__' }]);
  });
});
