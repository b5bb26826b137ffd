import { loadProtocol } from '../../dist/index.js';
import { loadCore, protocolIds } from '../../dist/mock-server.js';
import { hunt } from './hunt.mjs';

const windows = [0, 1, 10];

/** Ids of the races that try a law with a form of write. */
async function racesOf(protocol, { form, law }) {
  const { suites } = await loadProtocol(protocol);
  const races = suites.suites.find(({ id }) => id === `${protocol}/races`)?.scenarios ?? [];
  return races.filter((race) => race.form === form && race.law === law).map(({ id }) => `${protocol}/races/${id}`);
}

/**
 * The table of servers that leave a window between check and write in one form of write: how often its own race catches
 * them, in runs with so many rounds. `say` takes each line, `must` says what is not as it must be.
 */
export async function huntForms({ runs, raceRounds, protocols = protocolIds, say, must }) {
  say('\n## A window in one form of write\n');
  say(
    `How many of ${runs} runs of the one race that a form of write has (${raceRounds} rounds of 2 to 6 requests, the default, and as many again where they are released one behind another) catch the server that leaves a window in this form alone. Measured on ${new Date().toISOString().slice(0, 10)}.\n`,
  );
  say(`| protocol | form | what it does | ${windows.map((ms) => `${ms} ms`).join(' | ')} |`);
  say(`|---|---|---|${windows.map(() => '---').join('|')}|`);
  for (const protocol of protocols) {
    const { mutants } = await loadCore(protocol);
    for (const { id, cell } of mutants.filter((mutant) => mutant.windowMs !== undefined && mutant.cell)) {
      const scenarios = await racesOf(protocol, cell);
      const shares = [];
      for (const windowMs of windows) {
        const { caught } = await hunt({ mutant: id, windowMs }, protocol, { runs, raceRounds, scenarios });
        const good = windowMs === 0 || caught / runs >= 0.9;
        shares.push(`${((100 * caught) / runs).toFixed(0)} %${must(good, `${protocol} ${id}, ${windowMs} ms`)}`);
      }
      say(`| ${protocol} | ${cell.form} | ${id.slice(`form-${cell.form}-`.length)} | ${shares.join(' | ')} |`);
    }
  }
}
