import { describe, expect, test } from 'vitest';
import { emptyBody, type HttpRequest, type HttpResponse, utf8 } from '../core/http.ts';
import { createService, loadCore, type ProtocolCore, protocolIds } from '../mock-server/index.ts';
import { createTrials, type Trials } from '../proof/prove/create-trials.ts';
import { type LoadedProtocol, loadProtocol } from '../runner/load/load-protocol.ts';
import { openTarget } from '../runner/open-target.ts';

/*
 * What answers is recognised by a core feature before anything is judged: whoever gave another URL, or no credentials, is
 * told so in one sentence, and whoever breaks rules is judged all the same.
 */
interface Subject extends LoadedProtocol {
  readonly core: ProtocolCore;
  readonly trials: Trials;
}
const subjects: readonly Subject[] = await Promise.all(
  protocolIds.map(async (id) => {
    const subject = { core: await loadCore(id), ...(await loadProtocol(id)) };
    return { ...subject, trials: createTrials(subject, subject.core.defaultEdition) };
  }),
);

type Answer = (request: HttpRequest) => Promise<HttpResponse>;

async function look(subject: Subject, answer: Answer, identities?: Record<string, never>): Promise<string | undefined> {
  const plan = subject.trials.planAgainst(answer);
  const spec = { ...plan.spec, features: plan.spec.features.filter((feature) => feature.core) };
  const stranger = { ...plan, spec, bundled: false, switchable: new Set<string>(), declared: {} };
  return (await openTarget(identities ? { ...stranger, identities } : stranger, 'seed')).unreachable;
}

const fixed =
  (status: number, type = '', body = ''): Answer =>
  async () => ({ status, headers: [['Content-Type', type]], body: body === '' ? emptyBody : utf8(body) });

/** Bugs that leave nothing of the one answer by which the protocol is known. */
const unrecognisable: Readonly<Record<string, readonly string[]>> = {
  dab: ['rows-without-envelope'],
  dataverse: ['errors-without-body', 'errors-without-message', 'errors-unwrapped', 'missing-row-is-204'],
  dialogporten: ['missing-reads-without-a-word'],
  matrix42: ['nothing-found-is-204', 'read-refused', 'read-is-206'],
};

describe.each(subjects.map((subject) => ({ id: subject.core.id, subject })))('$id', ({ subject }) => {
  const { core } = subject;

  test('is recognised, whatever it does lawfully, and whatever it does wrong', async () => {
    const settings: readonly { readonly mutant?: string; readonly variant?: string }[] = [
      {},
      ...core.variants.map(({ id }) => ({ variant: id })),
      ...core.mutants
        .filter(({ editions }) => editions === undefined || editions.includes(core.defaultEdition))
        .map(({ id }) => ({ mutant: id })),
    ];
    const strange: string[] = [];
    for (const setting of settings) {
      const service = createService(core, setting);
      if (await look(subject, (request) => service.dispatch(request)))
        strange.push(setting.mutant ?? setting.variant ?? 'nothing at all');
    }
    expect(strange).toEqual(unrecognisable[core.id] ?? []);
  });

  test.each(subjects.filter((other) => other !== subject).map((other) => ({ id: other.core.id, other })))(
    'is not taken for $id',
    async ({ other }) => {
      const service = createService(core);
      // With a caller this server knows, so that it is not the credentials that are told.
      const known = Object.values(core.credentials)[0] ?? [];
      const answer: Answer = (request) =>
        service.dispatch({
          ...request,
          headers: [...request.headers.filter(([name]) => name !== 'Authorization'), ...known],
        });
      expect(await look(other, answer)).toContain('(wrong protocol)');
    },
  );

  test.each([
    ['a page that is not there', fixed(404, 'text/html', '<h1>Not found</h1>')],
    ['a page for everything', fixed(200, 'text/html', '<div id="root"></div>')],
    ['nothing at all', fixed(204)],
    ['an object for everything', fixed(201, 'application/json', '{}')],
    ['a fault', fixed(500)],
    ['a redirect', fixed(302)],
  ])('%s is another protocol', async (_, answer) => {
    expect(await look(subject, answer)).toContain('(wrong protocol)');
  });

  test('credentials that were forgotten or refused are told', async () => {
    const locked = fixed(401, 'application/json', '{"error":{"code":"0x1","message":"No"},"title":"No"}');
    const [identity] = subject.spec.identities;
    expect(await look(subject, locked)).toMatch(/\(credentials\): every probe was answered 401/);
    expect(await look(subject, locked, {})).toContain(`no credentials were given for the identity "${identity?.id}"`);
  });
});
