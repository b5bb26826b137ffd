import type { TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { noteSections } from '../view/note-sections.ts';
import { indent } from './indent.ts';
import { paint, type Style } from './style.ts';

/** What was seen where the protocol leaves latitude, features worth a remark, races, and what could not be cleaned up. */
export function renderNotes(target: TargetReport, style: Style): string[] {
  return noteSections(target, style).flatMap(({ title, items }) => {
    const lines = items.flatMap((item) => {
      const [first = '', ...more] = wrap(neutralizeLine(item), style.width - 4);
      return [`- ${first}`, ...indent(2, more)];
    });
    return ['', paint(style, 'strong', title), ...indent(2, lines)];
  });
}
