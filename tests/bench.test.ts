import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'conformance-bench-'));
const server = spawn(process.execPath, [join(root, 'bench/story-server.mjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

// A benchmark whose story is refused measures how fast it is refused.
it('tells the story of the benchmark to its end', async () => {
  const { ours } = (await import(join(root, 'bench/peers/index.mjs'))) as { readonly ours: Peer };
  const [port] = await once(server.stdout, 'data');
  const base = `http://127.0.0.1:${Number(String(port))}`;
  ours.write(folder, base, 2);
  const [file, args] = ours.command({ root, folder, base });
  const said = execFileSync(file, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  expect(said).toMatch(/✓ DP-CC /);
});

interface Peer {
  write(folder: string, base: string, stories: number): void;
  command(context: Record<'root' | 'folder' | 'base', string>): readonly [string, readonly string[]];
}
