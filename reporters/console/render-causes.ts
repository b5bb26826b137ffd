import type { LikelyCauses } from '../../core/report.ts';
import { causeTexts } from '../text/cause-texts.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { indent } from './indent.ts';
import { paint, type Style } from './style.ts';

/** The known bugs that look like what failed; no line when there are none. */
export function renderCauses(causes: LikelyCauses | undefined, style: Style): string[] {
  const texts = causeTexts(causes);
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text) => {
    const [first = '', ...more] = wrap(neutralizeLine(text), style.width - 4);
    return [`- ${first}`, ...indent(2, more)];
  });
  return ['', paint(style, 'strong', 'Likely causes'), ...indent(2, lines)];
}
