// node scripts/suites/size.mjs [folder …]: bytes of suites/*/*.yaml outside titles, reasons and comments; lines over 130 columns; bind tokens.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, Lexer, parseDocument, visit } from 'yaml';

/** Bytes of a file that are neither a comment nor the title or reason of something. */
function bytesOf(text) {
  const gone = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (/^[\u0002\u0018\u001f]$/.test(token)) continue;
    if (token.startsWith('#')) gone.push([offset, offset + token.length]);
    offset += token.length;
  }
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (isMap(value) || (key.value !== 'title' && key.value !== 'because')) return;
      gone.push([key.range[0], value.range[1]]);
    },
  });
  let left = text;
  for (const [start, end] of gone.sort((a, b) => b[0] - a[0])) left = left.slice(0, start) + left.slice(end);
  return Buffer.byteLength(left);
}

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['.'];
for (const folder of folders) {
  const total = { bytes: 0, long: 0, bind: 0 };
  for (const id of readdirSync(join(folder, 'suites'))) {
    const own = { bytes: 0, long: 0, bind: 0 };
    for (const name of readdirSync(join(folder, 'suites', id)).filter((file) => file.endsWith('.yaml'))) {
      const text = readFileSync(join(folder, 'suites', id, name), 'utf8');
      own.bytes += bytesOf(text);
      own.long += text.split('\n').filter((line) => line.length > 130).length;
      own.bind += [...text.matchAll(/\$\(bind\.[^)]*\)/g)].join('').length;
    }
    for (const key of Object.keys(total)) total[key] += own[key];
    console.log(
      `${folder} ${id}: ${own.bytes} bytes, ${own.long} lines over 130 columns, ${own.bind} bytes of $(bind.…)`,
    );
  }
  console.log(
    `${folder}: ${total.bytes} bytes, ${total.long} lines over 130 columns, ${total.bind} bytes of $(bind.…)`,
  );
}
