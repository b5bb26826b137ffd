import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { FaultDictionary } from '../../core/fault-dictionary.ts';
import { listProtocols } from '../load/list-protocols.ts';
import { packageRoot } from '../load/package-root.ts';
import { decodeDictionary, encodeDictionary } from './dictionary-file.ts';

const dictionary: FaultDictionary = {
  protocol: 'toy',
  assertions: [
    'toy/invariant-2 TOY-003',
    'toy/notes/a[x/y z]/put-1/1 TOY-001',
    'toy/notes/a[x/y z]/put-1/2 TOY-002',
    'toy/notes/b/get/1 TOY-001',
    'toy/notes/b/get/2 TOY-002',
  ],
  bugs: [
    {
      id: 'a',
      title: 'Ä "bug".',
      kind: 'protocol',
      editions: ['one'],
      rules: ['TOY-001'],
      fails: [0],
      inherited: [],
      unjudged: [],
    },
    {
      id: 'b',
      title: 'A bug.',
      kind: 'kernel',
      editions: ['one', 'two'],
      rules: [],
      fails: [0, 1, 3],
      inherited: [1],
      unjudged: [4],
    },
    {
      id: 'c',
      title: 'None.',
      kind: 'protocol',
      editions: ['two'],
      rules: [],
      fails: [],
      inherited: [],
      unjudged: [1, 2, 3, 4],
    },
  ],
};

const protocols = await listProtocols();

describe('the file of a fault dictionary', () => {
  it('gives back what was written', () => {
    expect(decodeDictionary(encodeDictionary(dictionary))).toEqual(dictionary);
  });

  it('has a scenario and a bug on each line, and says what assertions have in common once', () => {
    expect(encodeDictionary(dictionary)).toMatchInlineSnapshot(`
      "{"protocol":"toy",
      "assertions":[
      ["toy/",["invariant-2 TOY-003"]],
      ["toy/notes/a[x/y z]/",["put-1/1 TOY-001","put-1/2 TOY-002"]],
      ["toy/notes/b/",["get/1 TOY-001","get/2 TOY-002"]]
      ],
      "bugs":[
      {"id":"a","title":"Ä \\"bug\\".","editions":["one"],"rules":["TOY-001"],"fails":[0]},
      {"id":"b","title":"A bug.","editions":["one","two"],"rules":[],"kind":"kernel","fails":[0,1,3],"inherited":[1],"unjudged":[4]},
      {"id":"c","title":"None.","editions":["two"],"rules":[],"fails":[],"unjudged":[[1,4]]}
      ]}
      "
    `);
  });

  it.each(protocols)('of %s fits its schema, and names assertions that are there', (protocol) => {
    const spec = join(packageRoot(), 'spec');
    const ajv = new Ajv2020({ allErrors: true, strictTuples: false });
    const fits = ajv.compile(JSON.parse(readFileSync(join(spec, 'schema', 'proof.schema.json'), 'utf8')));
    const text = readFileSync(join(spec, protocol, 'proof.json'), 'utf8');
    fits(JSON.parse(text));
    expect(fits.errors ?? []).toEqual([]);
    const { assertions, bugs } = decodeDictionary(text);
    expect(assertions).toEqual([...new Set(assertions)].sort());
    for (const { id, fails, inherited, unjudged } of bugs) {
      const strange = [...fails, ...unjudged].filter((index) => assertions[index] === undefined);
      expect([id, strange]).toEqual([id, []]);
      expect([id, inherited.filter((index) => !fails.includes(index))]).toEqual([id, []]);
    }
  });
});
