import { expect, test } from 'vitest';
import type { CommandContext } from '../command-context.ts';
import { askMissing } from './ask-missing.ts';

const at = (...answers: readonly (string | undefined)[]): CommandContext => {
  const left = [...answers];
  return { ask: async () => left.shift() } as unknown as CommandContext;
};
const nobody = { ask: undefined } as unknown as CommandContext;

test.each([
  [{ target: 'http://a' }, nobody, { target: 'http://a' }],
  [{}, at('http://a', ''), { target: 'http://a' }],
  [{}, at('http://a', 'env:TOKEN'), { target: 'http://a', token: 'TOKEN' }],
  [{}, at('env:URL', '$TOKEN'), { target: 'env:URL', token: 'TOKEN' }],
  [{ identity: ['caller=A: b'] }, at('http://a', 'nobody asks'), { target: 'http://a' }],
])('%j is asked for what it leaves out', async (given, context, asked) => {
  expect(await askMissing(given, context)).toEqual(asked);
});

test.each([
  ['nobody is there', nobody],
  ['nothing is said', at('')],
  ['the terminal is closed', at(undefined)],
])('without a URL there is nothing to do: %s', async (_, context) => {
  await expect(askMissing({}, context)).rejects.toThrow('init needs');
});
