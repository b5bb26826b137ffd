import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scopes } from '../mock-server/protocols/dialogporten/model/principals.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { loadTargetFile } from '../runner/load/load-target-file.ts';

const kit = join(dirname(dirname(fileURLToPath(import.meta.url))), 'suites/dialogporten/kit');
const readme = readFileSync(join(kit, 'README.md'), 'utf8');

describe('the kit for Dialogporten', () => {
  it('gives every identity of the protocol a token, by the name that replay lines have for it', async () => {
    const { spec } = await loadProtocol('dialogporten');
    const { targets } = await loadTargetFile(join(kit, 'conformance.json'));
    const tokens = spec.identities.map(({ id }) => [
      id,
      { fields: [['Authorization', `Bearer env:TOKEN_${id.toUpperCase().replaceAll('-', '_')}`]] },
    ]);
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatchObject({ protocol: 'dialogporten', bindings: {}, features: {} });
    expect(targets[0]?.identities).toEqual(Object.fromEntries(tokens));
    for (const { id } of spec.identities) expect(readme).toContain(`| \`${id}\` | \`TOKEN_`);
  });

  it('says of every scope who needs it', () => {
    for (const scope of Object.values(scopes))
      expect(readme).toContain(scope.replace('digdir:dialogporten.serviceprovider.', '….serviceprovider.'));
  });

  it('names the resources with the values that they have', async () => {
    const { spec } = await loadProtocol('dialogporten');
    for (const name of ['resource', 'other.resource', 'other-owner.resource', 'unknown.resource'])
      expect(readme).toContain(`| \`${name}\` | \`${String(spec.bindings[name]?.value)}\` |`);
  });

  it('names every file of it', () => {
    for (const name of readdirSync(kit).filter((file) => file !== 'README.md')) expect(readme).toContain(`\`${name}\``);
  });
});
