import { spawn } from 'node:child_process';
import { CredentialsFault } from './credentials-fault.ts';
import { tokenLifetimeMs } from './token-lifetime.ts';
import type { CommandSource, FetchedToken, TokenGround } from './token-source.ts';

/** A program that signs in takes longer than one request. */
const timeoutMs = 60_000;

/** More than any token; whoever prints this prints something else. */
const longest = 64 * 1024;

/**
 * Runs a program and takes what it prints for a token, with or without "Bearer" before it. No shell reads a command that is given as a
 * list. @throws {CredentialsFault} with what it said to standard error, and never with what it printed.
 */
export async function tokenOfCommand(
  { command, folder, lifetimeMs }: CommandSource,
  { remember }: Pick<TokenGround, 'remember'>,
): Promise<FetchedToken> {
  const name = typeof command === 'string' ? `shell: ${command}` : `command: ${command[0]}`;
  const { code, stdout, stderr } = await run(command, folder, name);
  const printed = stdout.trim();
  // Whatever it is: it was meant to be a secret.
  if (printed !== '') remember(printed);
  if (code !== 0) throw new CredentialsFault(`${name} ended with ${code}${said(stderr, printed)}`);
  const token = printed.replace(/^Bearer[ \t]+/i, '');
  if (token !== printed) remember(token);
  if (token === '') throw new CredentialsFault(`${name} printed nothing${said(stderr, printed)}`);
  if (/[^!-~]/.test(token))
    throw new CredentialsFault(`${name} printed something else than one token: blanks or other characters are in it`);
  const lifetime = lifetimeMs ?? tokenLifetimeMs(token);
  return { token, ...(lifetime === undefined ? {} : { lifetimeMs: lifetime }) };
}

/** The last line of what a program complained of. */
function said(stderr: string, printed: string): string {
  const last = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  if (last === '') return '';
  return `: ${(printed === '' ? last : last.replaceAll(printed, '…')).slice(0, 300)}`;
}

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: CommandSource['command'], cwd: string, name: string): Promise<Ended> {
  const [file = '', ...args] = typeof command === 'string' ? [command] : command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      shell: typeof command === 'string',
    });
    let stdout = '';
    let stderr = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new CredentialsFault(`${name} ${why}`));
    };
    const timer = setTimeout(() => fail(`did not end within ${timeoutMs / 1000} s`), timeoutMs);
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.length > longest) fail('printed far more than a token');
    });
    child.stderr.on('data', (chunk) => {
      stderr = (stderr + chunk).slice(-longest);
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ENOENT' ? 'cannot be started: there is no such program' : `cannot be started (${error.code})`,
      ),
    );
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal ?? 'nothing', stdout, stderr });
    });
  });
}
