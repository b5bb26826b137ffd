import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadCore } from '../mock-server/index.ts';
import { matchesPattern } from '../proof/match-excuse.ts';
import { loadRecordings } from '../proof/replay/load-recordings.ts';
import type { ListedDifference } from '../proof/replay/recording.ts';
import { replayRecording } from '../proof/replay/replay-recording.ts';
import { listProtocols } from '../runner/load/list-protocols.ts';
import { packageRoot } from '../runner/load/package-root.ts';

/*
 * What real systems answered, sent again to the core of their edition. Every difference is known with its reason, and
 * no reason outlives its difference.
 */
const root = packageRoot();
const recorded = (await listProtocols()).filter((id) =>
  existsSync(join(root, 'spec', id, 'observed', 'recordings.yaml')),
);

interface Found {
  readonly file: string;
  readonly story: string;
  readonly exchange: string;
}

const covers = ({ file, story, exchange }: ListedDifference, found: Found): boolean =>
  (file ?? found.file) === found.file &&
  matchesPattern(story, found.story) &&
  matchesPattern(exchange ?? '*', found.exchange);

describe.each(recorded)('recordings of %s', (protocol) => {
  test.each(['recordings', 'differences'])('%s.yaml fits its schema', (name) => {
    const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
    const schema = JSON.parse(readFileSync(join(root, 'spec', 'schema', `${name}.schema.json`), 'utf8')) as object;
    const data: unknown = parse(readFileSync(join(root, 'spec', protocol, 'observed', `${name}.yaml`), 'utf8'));
    ajv.validate(schema, data);
    expect(ajv.errors ?? []).toEqual([]);
  });

  test('agree with the core, or stand in the list with a reason', async () => {
    const core = await loadCore(protocol);
    const { loaded, listed } = loadRecordings(protocol);
    const used = new Set<ListedDifference>();
    const unlisted: string[] = [];
    let compared = 0;
    for (const { recording, stories } of loaded) {
      const result = await replayRecording(core, recording, stories);
      compared += result.compared.length;
      for (const { story, exchange, differences } of result.differing) {
        const reasons = listed.filter((known) => covers(known, { file: recording.file, story, exchange }));
        for (const known of reasons) used.add(known);
        if (reasons.length === 0) unlisted.push(`${recording.file} ${story} ${exchange}: ${differences.join('; ')}`);
      }
    }
    expect(unlisted).toEqual([]);
    expect(listed.filter((known) => !used.has(known))).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });
});
