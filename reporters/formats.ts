import type { Report } from '../core/report.ts';
import type { Policy } from './policy.ts';

/** What a format is told beside the report. */
export interface RenderOptions {
  readonly policy: Policy;
  /** What passed in full, too. */
  readonly verbose: boolean;
  /** Address of a site made of the catalogue: rules link to their pages there. */
  readonly site?: string;
}

/** Turns a report into the text of a file. Pure. */
export type RenderReport = (report: Report, options: RenderOptions) => string;

/** Every file format by the name that `--reporter name=file` takes, loaded when it is asked for. */
export const formats: Readonly<Record<string, () => Promise<RenderReport>>> = {
  console: async () => {
    const { renderConsole } = await import('./console/render-console.ts');
    const { plainStyle } = await import('./console/style.ts');
    return (report, { policy, verbose }) => renderConsole(report, { ...plainStyle, policy, verbose });
  },
  json: async () => (await import('./json/render-json.ts')).renderJson,
  junit: async () => {
    const { renderJunit } = await import('./junit/render-junit.ts');
    return (report, { policy }) => renderJunit(report, policy);
  },
  tap: async () => {
    const { renderTap } = await import('./tap/render-tap.ts');
    return (report, { policy }) => renderTap(report, policy);
  },
  ctrf: async () => {
    const { renderCtrf } = await import('./ctrf/render-ctrf.ts');
    return (report, { policy }) => renderCtrf(report, policy);
  },
  sarif: async () => (await import('./sarif/render-sarif.ts')).renderSarif,
  github: async () => {
    const { renderGithub } = await import('./github/render-github.ts');
    return (report, { policy }) => renderGithub(report, policy);
  },
  markdown: async () => (await import('./markdown/render-markdown.ts')).renderMarkdown,
  html: async () => (await import('./html/render-html.tsx')).renderHtml,
  badge: async () => (await import('./badge/render-badge.ts')).renderBadge,
  har: async () => (await import('./har/render-har.ts')).renderHar,
};
