import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../core/json.ts';
import { jsonEquals } from '../core/json-equals.ts';
import { parseJson } from '../core/parse-json.ts';
import { createService } from '../mock-server/kernel/create-service.ts';
import { dab } from '../mock-server/protocols/dab/index.ts';
import { entities } from '../mock-server/protocols/dab/model/entities.ts';
import { type RecordedWrite, statementFor } from './support/dab-statement.ts';
import { findPostgres, type Postgres, startPostgres } from './support/postgres.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const schema = readFileSync(join(root, 'suites/dab/kit/postgresql.sql'), 'utf8');
const programs = findPostgres();

interface Recorded {
  readonly id: string;
  readonly concurrent?: unknown;
  readonly request: RecordedWrite;
  readonly response: { readonly status: number; readonly body: string | null };
}

const recordings = readFileSync(join(root, 'spec/dab/observed/exchanges.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded)
  .filter(({ id, concurrent }) => /\/(dev|more|last)\/\d+$/.test(id) && concurrent === undefined);

// `.ci/run` installs PostgreSQL and says so; elsewhere a machine without it skips these tests.
describe.skipIf(!programs && !process.env['CONFORMANCE_POSTGRES'])(
  programs ? 'postgresql.sql in PostgreSQL' : 'postgresql.sql (skipped: PostgreSQL is not installed)',
  () => {
    let postgres: Postgres;

    beforeAll(() => {
      if (!programs) throw new Error('PostgreSQL is not installed (Debian: apt-get install postgresql)');
      postgres = startPostgres(programs);
      // Twice: what was written in between is gone.
      load();
      query(`insert into publishers values (8, 'Eight'); update books set publisher_id = 8; drop table notes;`);
      load();
    }, 60_000);
    afterAll(() => postgres?.stop());

    function load(): void {
      expect(postgres.psql(schema, '-v', 'ON_ERROR_STOP=1')).toEqual({
        code: 0,
        output: expect.not.stringContaining('ERROR'),
      });
    }

    function query(sql: string): string {
      const { code, output } = postgres.psql(sql, '-v', 'ON_ERROR_STOP=1');
      expect(code, output).toBe(0);
      return output.trim();
    }

    it.each(entities.map((entity) => [entity.name, entity] as const))(
      'puts the rows that the reference server has in %s',
      async (_name, entity) => {
        const members = entity.columns.map(({ name, exposed }) => `'${exposed}', "${name}"`).join(', ');
        const rows = parseJson(
          query(`select jsonb_agg(json_build_object(${members}) order by ${entity.key}) from ${entity.table}`),
        );
        const request: HttpRequest = {
          method: 'GET',
          target: `/api/${entity.path}`,
          headers: [],
          body: new Uint8Array(),
        };
        const { body } = await createService(dab).dispatch(request);
        const answer = parseJson(new TextDecoder().decode(body));
        const list = (value: Json | undefined): readonly Json[] => (isJsonArray(value) ? value : []);
        const [theirs, ours] = [list(rows), list(isJsonObject(answer) ? answer['value'] : undefined)];
        expect(ours.length).toBe(theirs.length);
        expect(theirs.filter((row) => !ours.some((other) => jsonEquals(row, other)))).toEqual([]);
      },
    );

    it('makes columns as nullable, filled and generated as the reference server takes them for', () => {
      const facts = query(`
        select json_agg(json_build_object('table', table_name, 'column', column_name, 'nullable', is_nullable = 'YES',
          'filled', column_default is not null, 'generated', is_identity = 'YES' or is_generated = 'ALWAYS',
          'length', character_maximum_length) order by table_name, ordinal_position)
        from information_schema.columns where table_schema = 'public'`);
      const ours = entities.flatMap(({ table, columns }) =>
        columns.map((column) => ({
          table,
          column: column.name,
          nullable: column.nullable,
          filled: column.default !== undefined,
          generated: column.generated !== undefined,
          length: column.length ?? null,
        })),
      );
      expect(JSON.parse(facts)).toEqual(ours.toSorted((a, b) => (a.table < b.table ? -1 : a.table > b.table ? 1 : 0)));
    });

    it('names keys, unique columns and references as the reference server tells them', () => {
      const facts = query(`
        select json_agg(json_build_object('name', conname, 'kind', contype, 'table', conrelid::regclass::text,
          'to', nullif(confrelid, 0)::regclass::text, 'columns', (select json_agg(attname order by place)
          from unnest(conkey) with ordinality as key(number, place) join pg_attribute on attrelid = conrelid and attnum = number)))
        from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`);
      const ours = entities.flatMap(({ table, key, columns }) => [
        { name: `${table}_pkey`, kind: 'p', table, to: null, columns: key },
        ...columns
          .filter(({ unique }) => unique)
          .map(({ name }) => ({ name: `${table}_${name}_key`, kind: 'u', table, to: null, columns: [name] })),
        ...columns.flatMap(({ name, references: to }) =>
          to ? [{ name: to.constraint, kind: 'f', table, to: to.table, columns: [name] }] : [],
        ),
      ]);
      const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
      expect((JSON.parse(facts) as { name: string }[]).toSorted(byName)).toEqual(ours.toSorted(byName));
    });

    /** What PostgreSQL says to the statement behind each request, each on the fixture's rows: an SQLSTATE, or nothing. */
    function outcomes(list: readonly Recorded[]): ReadonlyMap<string, string | undefined> {
      const statements = list.map(({ id, request }) => {
        const entity = entities.find(({ path }) => `${request.target}/`.startsWith(`/api/${path}/`));
        return entity ? `\\warn == ${id}\nbegin;\n${statementFor(entity, request, schema)};\nrollback;` : '';
      });
      const { output } = postgres.psql(['\\set VERBOSITY sqlstate', ...statements].join('\n'));
      const parts = output.split(/^== /m).slice(1);
      return new Map(parts.map((part) => [part.split('\n')[0] ?? '', /ERROR: +([0-9A-Z]{5})/.exec(part)?.[1]]));
    }

    it('refuses each write that was refused on record, with the SQLSTATE on record', () => {
      const refused = recordings.flatMap((one) => {
        const state = /"message":"([0-9A-Z]{5}): /.exec(one.response.body ?? '')?.[1];
        return state ? [[one, state] as const] : [];
      });
      const states = new Set(refused.map(([, state]) => state));
      expect(states).toEqual(new Set(['22001', '22021', '23502', '23503', '23505', '42804', '42883']));
      expect(outcomes(refused.map(([one]) => one))).toEqual(new Map(refused.map(([{ id }, state]) => [id, state])));
    });

    it('takes each write that was taken on record', () => {
      const written = recordings.filter(
        ({ request, response }) => /^(POST|PUT|PATCH)$/.test(request.method) && /^20[01]$/.test(`${response.status}`),
      );
      expect(written.length).toBeGreaterThan(100);
      const found = outcomes(written);
      expect([...found].filter(([, state]) => state !== undefined)).toEqual([]);
      expect(found.size).toBe(written.length);
    });
  },
);
