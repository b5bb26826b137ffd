import { describe, expect, test } from 'vitest';
import { editBaseline } from './edit-baseline.ts';

const text = `# Ours, agreed 2026-10.
known-failures:
  # The gateway strips ETags.
  - rule: DAB-IFM-001
    reason: "gateway"   # see wiki
    issue: https://example.test/1

  - { rule: DAB-IFM-002, reason: later }
  # Until the next release.
  - rule: DAB-IFM-003
    reason: >-
      two
      lines
# The end.
`;

const lines = (edited: string): { readonly gone: string[]; readonly added: string[] } => {
  const before = text.split('\n');
  const after = edited.split('\n');
  return {
    gone: before.filter((line) => !after.includes(line)),
    added: after.filter((line) => !before.includes(line)),
  };
};

describe('editBaseline', () => {
  test('nothing to do changes nothing', () => {
    expect(editBaseline(text, [], [], '')).toBe(text);
  });

  test('takes out exactly the lines of an entry', () => {
    expect(lines(editBaseline(text, [8], [], ''))).toEqual({
      gone: ['  - { rule: DAB-IFM-002, reason: later }'],
      added: [],
    });
    expect(lines(editBaseline(text, [4], [], '')).gone).toHaveLength(3);
    expect(lines(editBaseline(text, [10], [], '')).gone).toEqual([
      '  - rule: DAB-IFM-003',
      '    reason: >-',
      '      two',
      '      lines',
    ]);
  });

  test('appends behind the last entry, in the same indentation', () => {
    const edited = editBaseline(text, [8], [{ rule: 'DAB-X-1', scenario: 'dab/a/b[c: d]', reason: 'say "why"' }], '');
    expect(lines(edited).added).toEqual([
      '  - rule: DAB-X-1',
      '    scenario: "dab/a/b[c: d]"',
      '    reason: "say \\"why\\""',
    ]);
    expect(edited.indexOf('DAB-X-1')).toBeGreaterThan(edited.indexOf('two'));
    expect(edited.endsWith('# The end.\n')).toBe(true);
  });

  test('keeps CRLF and a missing newline at the end', () => {
    const crlf = 'known-failures:\r\n- rule: A\r\n  reason: b';
    expect(editBaseline(crlf, [], [{ rule: 'C', reason: 'd' }], '')).toBe(
      'known-failures:\r\n- rule: A\r\n  reason: b\r\n- rule: C\r\n  reason: "d"\r\n',
    );
  });

  test('begins a file that is not there or has no entries', () => {
    const added = '  - rule: C\n    reason: "d"\n';
    for (const start of ['', '\n', 'known-failures: []\n', 'known-failures:\n']) {
      expect(editBaseline(start, [], [{ rule: 'C', reason: 'd' }], 'known-failures: []\n')).toBe(
        `known-failures:\n${added}`,
      );
    }
  });

  test('a list that has become empty says so', () => {
    expect(editBaseline('known-failures:\n  - rule: A\n    reason: b\n', [2], [], '')).toBe('known-failures: []\n');
  });
});
