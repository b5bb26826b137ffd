import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createBacklog } from './backlog.ts';

/** Work of so many pieces that notes each in `done`. */
function* work(name: string, pieces: number, done: string[]): Generator<undefined, string> {
  for (let piece = 1; piece <= pieces; piece++) {
    done.push(`${name}${piece}`);
    if (piece < pieces) yield;
  }
  return name;
}

describe('createBacklog', () => {
  it('does nothing before a request goes out, and then what was put off first', async () => {
    const backlog = createBacklog();
    const done: string[] = [];
    const results = Promise.all([backlog.add(work('a', 2, done)), backlog.add(work('b', 1, done))]);
    await setImmediate();
    expect(done).toEqual([]);
    backlog.nudge();
    expect(done).toEqual([]);
    await setImmediate();
    expect(done[0]).toBe('a1');
    backlog.drain();
    expect(await results).toEqual(['a', 'b']);
    expect(done).toEqual(['a1', 'a2', 'b1']);
  });

  it('keeps no more than four: the oldest are done at once', async () => {
    const backlog = createBacklog();
    const done: string[] = [];
    const results = [...'abcdef'].map((name) => backlog.add(work(name, 2, done)));
    expect(done).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(await Promise.all(results.slice(0, 2))).toEqual(['a', 'b']);
    backlog.drain();
    expect(await Promise.all(results)).toEqual([...'abcdef']);
  });

  it('does not wait for a request for ever', async () => {
    const backlog = createBacklog();
    const done: string[] = [];
    const result = backlog.add(work('a', 3, done));
    expect(await Promise.race([result, setTimeout(60_000, 'still waiting')])).toBe('a');
    const again = backlog.add(work('b', 1, done));
    expect(await Promise.race([again, setTimeout(60_000, 'still waiting')])).toBe('b');
  });

  it('hands on what work throws, and goes on with the rest', async () => {
    const backlog = createBacklog();
    const broken = backlog.add(
      // biome-ignore lint/correctness/useYield: it breaks in its first piece.
      (function* (): Generator<undefined, string> {
        throw new Error('broken');
      })(),
    );
    const fine = backlog.add(work('a', 1, []));
    backlog.drain();
    await expect(broken).rejects.toThrow('broken');
    expect(await fine).toBe('a');
  });
});
