/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { FormVerdict } from '../view/form-matrix.ts';
import type { TargetView } from '../view/view-report.ts';

const words: Readonly<Record<FormVerdict, readonly [mark: string, word: string]>> = {
  pass: ['✓', 'pass'],
  fail: ['✗', 'fail'],
  error: ['!', 'error'],
  inconclusive: ['?', 'inconclusive'],
  skipped: ['-', 'skipped'],
  held: ['✓', 'held, and no rule says so'],
  'not held': ['~', 'did not hold, and no rule says so'],
};

/** Forms of write and the laws they stand under, as a heat map that is a table. */
export function FormTable({ view: { matrix } }: { readonly view: TargetView }): VNode | null {
  if (matrix === undefined) return null;
  return (
    <section>
      <h3>Forms of write and laws</h3>
      <div class="scroll" role="group" aria-label="Forms of write and laws" tabIndex={0}>
        <table class="heat">
          <caption class="hidden">What became of each law for each form of write</caption>
          <thead>
            <tr>
              <th scope="col">form</th>
              {matrix.laws.map((law) => (
                <th key={law} scope="col">
                  <span>{law}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map(({ form, cells }) => (
              <tr key={form}>
                <th scope="row">{form}</th>
                {cells.map((cell, place) => {
                  const [mark, word] = cell === undefined ? ['', ''] : words[cell];
                  return cell === undefined ? (
                    <td key={place} />
                  ) : (
                    <td
                      key={place}
                      class={`cell ${cell.replace(' ', '-')}`}
                      title={`${form}, ${matrix.laws[place]}: ${word}`}
                    >
                      <span aria-hidden="true">{mark}</span>
                      <span class="hidden">{word}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="key">
        {Object.entries(words).map(([verdict, [mark, word]]) => (
          <span key={verdict}>
            <span class={`cell ${verdict.replace(' ', '-')}`} aria-hidden="true">
              {mark}
            </span>{' '}
            {word}
          </span>
        ))}
      </p>
    </section>
  );
}
