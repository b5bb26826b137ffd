/*
 * What small clients do, right or with the faults that are named on their command line: make a row, read it, change it twice. `api`: how a
 * protocol says that.
 */
const bad = new Set(process.argv.slice(2));
const seconds = (count) => new Promise((resolve) => setTimeout(resolve, count * 1000));

/** Where the server of the play is. */
export const base = process.env.CONFORMANCE_URL;
export const token = process.env.CONFORMANCE_TOKEN;

/** Is this fault asked for? */
export const is = (fault) => bad.has(fault);

/** Sends one request; waits when it is told to. */
export async function send(method, url, { headers, body, again = 2 } = {}) {
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const wait = Number(answer.headers.get('retry-after'));
  if (answer.status !== 429 || again === 0) return answer;
  if (!is('hurries')) await seconds(wait);
  return send(method, url, { headers, body, again: again - 1 });
}

/**
 * @param api `create()` answers what became of it and where the row is, `find()` where a row is that may have been made; `read(at)` gives
 * `{ status, token, row }`, `update(at, token, row, change)` a status. `conflict`: the status of a conflict.
 */
export async function play(api) {
  let made = await api.create();
  if (made.status === 504) {
    if (is('repeats')) made = await api.create();
    else {
      const at = await api.find();
      made = at === undefined ? await api.create() : { status: 201, at };
    }
  }
  if (made.status === 401) return stop(() => api.create());
  if (made.at === undefined) return stop();
  let seen = await api.read(made.at);
  if (seen.status === 401) {
    if (!api.renew) return stop(() => api.read(made.at));
    if (!is('same-token')) await api.renew();
    seen = await api.read(made.at);
    if (seen.status === 401) return;
  }
  const first = seen.token;
  for (const change of ['one', 'another']) {
    for (let attempt = 0; attempt < 3; attempt++) {
      const old = is('older-token') && change === 'another' && attempt === 0;
      const condition = is('no-condition')
        ? undefined
        : old
          ? first
          : is('alters-token')
            ? api.altered(seen.token)
            : seen.token;
      const status = await api.update(made.at, condition, is('sends-all') ? seen.row : undefined, change);
      if (status === 200 && api.answersNull && !is('believes')) await api.read(made.at);
      if (status !== api.conflict) break;
      if (is('forces')) {
        await api.update(made.at, undefined, undefined, change);
        break;
      }
      if (is('blind') && attempt === 0) continue;
      seen = await api.read(made.at);
    }
    if (!is('believes')) seen = await api.read(made.at);
  }
}

/** Gives up, or tries the same once more. */
async function stop(again) {
  if (is('same-token')) await again?.();
  process.exitCode = 1;
}
