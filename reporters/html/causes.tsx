/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { causeTexts } from '../text/cause-texts.ts';
import type { TargetView } from '../view/view-report.ts';
import { cardId } from './rule-card.tsx';
import { clip } from './words.ts';

/** The known bugs that look like what failed, the likeliest first, with the rules that each would explain. */
export function Causes({ view, index }: { readonly view: TargetView; readonly index: number }): VNode | null {
  const { target, failures } = view;
  const texts = causeTexts(target.causes);
  const causes = target.causes?.causes ?? [];
  if (texts.length === 0) return null;
  return (
    <section class="causes" aria-labelledby={`causes-${index}`}>
      <h3 id={`causes-${index}`}>Likely causes</h3>
      <ol>
        {texts.slice(0, causes.length).map((text, place) => {
          const rules =
            failures.find(({ cause }) => cause !== undefined && cause === target.causes?.causes[place])?.outcomes ?? [];
          return (
            <li key={place}>
              {clip(text, 600)}
              {rules.length === 0 ? null : (
                <span class="links">
                  {rules.slice(0, 12).map(({ rule }) => (
                    <a key={rule.rule} href={`#${cardId(index, rule.rule)}`}>
                      {rule.rule}
                    </a>
                  ))}
                  {rules.length > 12 ? <span class="muted"> and {rules.length - 12} more</span> : null}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {texts.slice(causes.length).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </section>
  );
}
