import { utf8 } from '../../../../core/http.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import { textOf } from './exchanges.ts';
import { text, where } from './when.ts';

/** Takes something in the text of a body for something else. */
export function takingText(when: When, like: RegExp, instead: string): Attachment {
  return taking(where(when, text(like)), ({ request }) => ({
    ...request,
    body: utf8(textOf(request).replaceAll(new RegExp(like, 'g'), instead)),
  }));
}
