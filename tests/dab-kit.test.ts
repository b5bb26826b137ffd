import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodesOf } from '../mock-server/kernel/odata/expression.ts';
import { parseFilter } from '../mock-server/kernel/odata/parse-filter.ts';
import { dab } from '../mock-server/protocols/dab/index.ts';
import { entities } from '../mock-server/protocols/dab/model/entities.ts';
import type { Entity, Permissions } from '../mock-server/protocols/dab/model/entity.ts';
import { loadTargetFile } from '../runner/load/load-target-file.ts';
import { createdTables } from './support/create-tables.ts';

const kit = join(dirname(dirname(fileURLToPath(import.meta.url))), 'suites/dab/kit');
const text = (name: string): string => readFileSync(join(kit, name), 'utf8');

interface Action {
  readonly action: string;
  readonly fields?: { readonly exclude: readonly string[] };
  readonly policy?: { readonly database: string };
}

interface ConfiguredEntity {
  readonly source: { readonly object: string; readonly type: string };
  readonly rest?: { readonly enabled: boolean; readonly path?: string; readonly methods?: readonly string[] };
  readonly mappings?: Readonly<Record<string, string>>;
  readonly permissions: readonly { readonly role: string; readonly actions: readonly Action[] }[];
}

const config = JSON.parse(text('dab-config.json')) as { readonly entities: Readonly<Record<string, ConfiguredEntity>> };
const configured = Object.entries(config.entities);
const served = configured.filter(([, { rest }]) => rest?.enabled !== false);
const columnsOf = new Map(createdTables(text('postgresql.sql')).map(({ name, columns }) => [name, columns]));

describe('the scripts of the kit', () => {
  it.each(['sqlserver.sql', 'mysql.sql'])('%s creates the tables and columns that postgresql.sql creates', (name) => {
    expect(createdTables(text(name))).toEqual(createdTables(text('postgresql.sql')));
  });

  it('create every column of the reference server', () => {
    const known = entities.map(({ table, columns }) => [table, columns.map(({ name }) => name)]);
    expect(known.map(([table]) => [table, columnsOf.get(table as string)])).toEqual(known);
    expect(new Set(known.map(([table]) => table))).toEqual(new Set(columnsOf.keys()));
  });

  it('put the same rows', () => {
    const inserts = (name: string): readonly string[] =>
      [...text(name).matchAll(/^insert into [\s\S]*?;$/gm)].map(([statement]) =>
        statement
          .replace(/\bN'/g, "'")
          .replace(/"/g, '')
          .replace('1.50, 1,', '1.50, true,')
          .replace('2024-01-02T03:04:05Z', '2024-01-02 03:04:05'),
      );
    expect(inserts('postgresql.sql')).toHaveLength(columnsOf.size);
    expect(inserts('sqlserver.sql')).toEqual(inserts('postgresql.sql'));
    expect(inserts('mysql.sql')).toEqual(inserts('postgresql.sql'));
  });
});

describe('dab-config.json', () => {
  it('serves exactly the entities of the reference server, under their paths and with their tables', () => {
    const ours = entities.map(({ name, path, table, listsOnlyGet }) => ({
      name,
      path,
      table,
      listsOnlyGet: listsOnlyGet ?? false,
    }));
    const theirs = served.map(([name, { rest, source }]) => ({
      name,
      path: (rest?.path ?? `/${name}`).slice(1),
      table: source.object,
      listsOnlyGet: rest?.methods?.join() === 'get',
    }));
    const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
    expect(theirs.toSorted(byName)).toEqual(ours.toSorted(byName));
  });

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    'maps the columns of %s as the reference server',
    (name, entity) => {
      const mapped = entity.columns.filter((column) => column.exposed !== column.name);
      expect(config.entities[name]?.mappings ?? {}).toEqual(
        Object.fromEntries(mapped.map((column) => [column.name, column.exposed])),
      );
    },
  );

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    'gives the roles of %s what the reference server gives',
    (name, entity) => {
      const [everybody, ...roles] = config.entities[name]?.permissions ?? [];
      expect(everybody).toEqual({ role: 'anonymous', actions: [{ action: '*' }] });
      expect(roles.map(({ role, actions }) => [role, permissions(actions)])).toEqual(
        Object.entries(startable(entity.roles)),
      );
    },
  );

  it('has only tables of the scripts, and policies over columns that they have', () => {
    for (const [, { source, permissions: all }] of configured) {
      const columns = columnsOf.get(source.object);
      expect(columns).toBeDefined();
      expect(source.type).toBe('table');
      for (const { policy, fields } of all.flatMap(({ actions }) => actions)) {
        expect(columns).toEqual(expect.arrayContaining([...(fields?.exclude ?? [])]));
        const filter = parseFilter(policy?.database ?? 'true', ['item']);
        const paths = filter.ok ? [...nodesOf(filter.value)].filter(({ kind }) => kind === 'path') : [{ names: ['?'] }];
        expect(columns).toEqual(
          expect.arrayContaining(paths.map((path) => ('names' in path ? path.names[0] : undefined))),
        );
      }
    }
  });

  it('is what was recorded, but for the connection and the schema names', () => {
    const recorded = readFileSync(join(kit, '../../../spec/dab/observed/dab-config.json'), 'utf8');
    const same = recorded.replaceAll('"public.', '"').replace("@env('DAB_PG')", "@env('DAB_DATABASE')");
    expect(config).toEqual(JSON.parse(same));
  });

  it('has overlays that change what it says, and nothing it does not know', () => {
    const overlays = readdirSync(kit).filter((name) => /^dab-config\..+\.json$/.test(name));
    expect(overlays.length).toBeGreaterThanOrEqual(4);
    for (const name of overlays) expect(changes(config, JSON.parse(text(name)), name), name).not.toEqual([]);
  });
});

describe('conformance.json', () => {
  it('is a target file, and gives every identity the credentials that the reference server takes', async () => {
    const { targets } = await loadTargetFile(join(kit, 'conformance.json'));
    const given = Object.entries(dab.credentials)
      .filter(([, fields]) => fields.length > 0)
      .map(([id, fields]) => [id, { fields }]);
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatchObject({ protocol: 'dab', bindings: {}, features: {} });
    expect(targets[0]?.identities).toEqual(Object.fromEntries(given));
  });
});

it('README.md of the kit names every file of it', () => {
  for (const name of readdirSync(kit).filter((file) => file !== 'README.md'))
    expect(text('README.md')).toContain(`\`${name}\``);
});

/** The create policy is for later releases: 2.0.9 refuses to start with it. */
function startable(roles: Entity['roles']): Entity['roles'] {
  return Object.fromEntries(Object.entries(roles).filter(([, { create }]) => create?.policy === undefined));
}

function permissions(actions: readonly Action[]): Permissions {
  return Object.fromEntries(
    actions.map(({ action, fields, policy }) => [
      action,
      { exclude: fields?.exclude ?? [], ...(policy && { policy: policy.database }) },
    ]),
  );
}

/** Paths of the leaves in which the overlay differs; every one must be there in the base already. */
function changes(base: unknown, overlay: unknown, path: string): readonly string[] {
  expect(base, path).toBeDefined();
  if (typeof overlay !== 'object' || overlay === null || Array.isArray(overlay)) {
    expect(overlay, path).not.toEqual(base);
    return [path];
  }
  return Object.entries(overlay).flatMap(([name, value]) =>
    changes((base as Readonly<Record<string, unknown>>)[name], value, `${path}/${name}`),
  );
}
