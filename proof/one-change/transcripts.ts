import { decodeUtf8, type HttpRequest, type HttpResponse } from '../../core/http.ts';

/** All that was said in each case, to tell whether a text was said once only. */
export interface Transcripts {
  add(caseId: string, request: HttpRequest, response: HttpResponse): void;
  /** Is this text nowhere in the case but in one place of one answer? */
  isOnce(caseId: string, text: string): boolean;
}

/** Transcripts of no case yet. */
export function createTranscripts(): Transcripts {
  const said = new Map<string, string>();
  return {
    add: (caseId, { target, headers, body }, response) => {
      const lines = [
        target,
        ...headers.flat(),
        decodeUtf8(body),
        ...response.headers.flat(),
        decodeUtf8(response.body),
      ];
      said.set(caseId, `${said.get(caseId) ?? ''}\n${lines.join('\n')}`);
    },
    isOnce: (caseId, text) => {
      const all = said.get(caseId) ?? '';
      const first = all.indexOf(text);
      return first >= 0 && !all.includes(text, first + 1);
    },
  };
}
