import type { Report } from '../core/report.ts';
import type { Policy } from './policy.ts';

/** Turns a report into the text of a file. */
export type RenderReport = (report: Report, policy: Policy) => string;

/** Every file format by the name that `--reporter name=file` takes, loaded when it is asked for. */
export const formats: Readonly<Record<string, () => Promise<RenderReport>>> = {
  console: async () => {
    const { renderConsole } = await import('./console/render-console.ts');
    const { plainStyle } = await import('./console/style.ts');
    return (report, policy) => renderConsole(report, { ...plainStyle, policy });
  },
  json: async () => (await import('./json/render-json.ts')).renderJson,
  junit: async () => (await import('./junit/render-junit.ts')).renderJunit,
};
