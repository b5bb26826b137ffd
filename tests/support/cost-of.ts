/** Rounds of the piece of work that every machine is measured by, and what they take on the one the budgets were set on. */
const rounds = 5_000_000;
const usualMs = 6.5;

/**
 * What some work costs: milliseconds of processor time, as on the machine that budgets were set on. Neither a slower machine nor a busy one changes it
 * much, as what the clock says does.
 */
export async function costOf(work: () => unknown): Promise<number> {
  // The first time it is interpreted.
  sum();
  const speed = Math.max(1, (await spent(sum)) / usualMs);
  return (await spent(work)) / speed;
}

async function spent(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function sum(): number {
  let total = 0;
  for (let round = 0; round < rounds; round++) total = (total * 31 + round) | 0;
  return total;
}
