/**
 * Calls back when the process that started this one has ended. npm gives signals to its shell, not to what that started, so a
 * server behind `npx` would live on. Returns how to stop looking.
 */
export function endWithParent(end: () => void, parentOf: () => number = () => process.ppid): () => void {
  const parent = parentOf();
  const timer = setInterval(() => {
    if (parentOf() === parent) return;
    clearInterval(timer);
    end();
  }, 250);
  timer.unref();
  return () => clearInterval(timer);
}
