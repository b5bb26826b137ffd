import { expect, test } from 'vitest';
import { setHides } from './set-hides.ts';

const text = `# Ours.
known-failures:
  - rule: A
    reason: one # see wiki

  - { rule: B, reason: two }
  - rule: C
    hides:
      - p/s/old # goes
    scenario: p/s/c
    reason: >-
      three
      lines
# The end.
`;

test('names are put behind the last key, into braces, or where they stood; all else stays', () => {
  const hides = ['p/s/one', 'p/s/two[x]'];
  const edited = setHides(text, [
    { rule: 'A', hides },
    { rule: 'B', hides },
    { rule: 'C', scenario: 'p/s/c', hides },
  ]);
  expect(edited).toBe(`# Ours.
known-failures:
  - rule: A
    reason: one # see wiki
    hides:
      - "p/s/one"
      - "p/s/two[x]"

  - { rule: B, reason: two, hides: ["p/s/one", "p/s/two[x]"] }
  - rule: C
    hides:
      - "p/s/one"
      - "p/s/two[x]"
    scenario: p/s/c
    reason: >-
      three
      lines
# The end.
`);
  expect(setHides(edited, [{ rule: 'A', hides: [] }])).toContain('one # see wiki\n\n  - { rule: B');
  expect(setHides(edited, [{ rule: 'B', hides: [] }])).toContain('{ rule: B, reason: two, hides: [] }');
});

test('an entry at the end of a file without a last line break, and lines of Windows', () => {
  expect(setHides('known-failures:\n- rule: A\n  reason: x', [{ rule: 'A', hides: ['p'] }])).toBe(
    'known-failures:\n- rule: A\n  reason: x\n  hides:\n    - "p"\n',
  );
  expect(setHides('known-failures:\r\n- rule: A\r\n  reason: x\r\n', [{ rule: 'A', hides: ['p'] }])).toBe(
    'known-failures:\r\n- rule: A\r\n  reason: x\r\n  hides:\r\n    - "p"\r\n',
  );
});

test('nothing to change changes nothing, another scenario is another entry', () => {
  expect(setHides(text, [])).toBe(text);
  expect(setHides(text, [{ rule: 'A', scenario: 'p/s/x', hides: ['p'] }])).toBe(text);
});
