import { decodeUtf8, type HttpRequest, type HttpResponse, headerValue, utf8 } from '../../core/http.ts';
import { createService } from '../../mock-server/kernel/create-service.ts';
import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';
import { compareAnswers } from './compare-answers.ts';
import type { Recording, Story } from './recording.ts';
import { createServerMade } from './server-made.ts';

/** One recorded exchange on which core and record differ. */
interface Difference {
  readonly story: string;
  readonly exchange: string;
  readonly differences: readonly string[];
}

/** How a replay went. */
export interface ReplayResult {
  /** Ids of exchanges that were compared. */
  readonly compared: readonly string[];
  readonly differing: readonly Difference[];
  /** Stories that were not replayed, with the reason. */
  readonly left: readonly { readonly story: string; readonly why: string }[];
}

/** Replays recorded stories against the core of their edition, each on a freshly seeded server. */
export async function replayRecording(
  core: ProtocolCore,
  recording: Recording,
  stories: readonly Story[],
): Promise<ReplayResult> {
  const compared: string[] = [];
  const differing: Difference[] = [];
  const left: { story: string; why: string }[] = [];
  for (const story of stories) {
    const features = recording.configurations[story.configuration ?? 'default'];
    if (!story.exchanges.some(({ id }) => recording.scope.some((prefix) => id.startsWith(prefix)))) continue;
    if (story.concurrent) left.push({ story: story.id, why: 'sent concurrently: the order of effects is not known' });
    else if (features === undefined)
      left.push({ story: story.id, why: `configuration ${story.configuration} is not modelled` });
    else {
      for (const outcome of await replayStory(core, recording, story, features)) {
        compared.push(outcome.exchange);
        if (outcome.differences.length > 0) differing.push(outcome);
      }
    }
  }
  return { compared, differing, left };
}

async function replayStory(
  core: ProtocolCore,
  { edition, headers, baseUrl }: Recording,
  story: Story,
  features: readonly string[],
): Promise<Difference[]> {
  let now = Date.UTC(2026, 10, 22);
  const service = createService(core, {
    edition,
    features,
    seed: story.id,
    clock: () => now,
    ...(baseUrl === undefined ? {} : { baseUrl }),
  });
  const made = createServerMade();
  const outcomes: Difference[] = [];
  for (const { id, request, response, compared } of story.exchanges) {
    // The recorded clock: ids and instants sent by clients are judged against it.
    now = Math.max(now + 1, Date.parse(headerValue(response.headers, 'date') ?? '') || 0);
    const answer = await service.dispatch(translate(request, made.translate));
    learn(made.learn, response, answer);
    if (compared)
      outcomes.push({ story: story.id, exchange: id, differences: compareAnswers(response, answer, headers) });
  }
  return outcomes;
}

function translate(request: HttpRequest, text: (text: string) => string): HttpRequest {
  return {
    method: request.method,
    target: text(request.target),
    headers: request.headers.map(([name, value]) => [name, text(value)] as const),
    body: utf8(text(decodeUtf8(request.body))),
  };
}

function learn(pair: (recorded: string, actual: string) => void, recorded: HttpResponse, actual: HttpResponse): void {
  for (const name of ['etag', 'location'])
    pair(headerValue(recorded.headers, name) ?? '', headerValue(actual.headers, name) ?? '');
  pair(decodeUtf8(recorded.body), decodeUtf8(actual.body));
}
