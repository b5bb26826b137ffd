// npm run schema: writes into spec/schema/language.schema.json what the code knows better, the matchers of the language.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { matcherSchema } = await import(pathToFileURL(join(root, '.conformance', 'internals', 'internals.js')).href);
const file = join(root, 'spec', 'schema', 'language.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8'));
schema.$defs.matcher = matcherSchema();
writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
const format = ['--no-install', 'biome', 'format', '--write', file];
process.exitCode = spawnSync('npx', format, { cwd: root, stdio: 'inherit' }).status ?? 1;
