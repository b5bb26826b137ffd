/**
 * Judging APIs from code: load a protocol, plan targets, run, render the report. The reference server is at
 * "./mock-server".
 */
export type { Client, Outcome, TransportFault } from './core/client.ts';
export { ConformanceError, type ErrorCode, InputError, TargetError, UsageError } from './core/errors.ts';
export type { HeaderField, HttpRequest, HttpResponse } from './core/http.ts';
export type { Json, JsonObject } from './core/json.ts';
export type {
  Binding,
  Edition,
  Feature,
  Identity,
  ProtocolSpec,
  Source,
  SourceStatement,
} from './core/protocol-spec.ts';
export type {
  AssertionResult,
  BaselineReport,
  ExchangeRecord,
  FeatureResult,
  MessageRecord,
  Mismatch,
  Observation,
  RaceResult,
  Report,
  RuleResult,
  RunVerdict,
  ScenarioResult,
  TargetReport,
  TimelineRow,
  Verdict,
} from './core/report.ts';
export type { Reporter, RunPlanSummary } from './core/reporter.ts';
export type { Citation, Evidence, Level, Rule, RuleId } from './core/rule.ts';
export type { Diagnostic, SourceLocation } from './core/source-location.ts';
export type { Scenario, Suite, SuiteSet } from './core/suite.ts';
export { createConsoleReporter, type Screen } from './reporters/console/create-console-reporter.ts';
export { renderConsole } from './reporters/console/render-console.ts';
export { plainStyle, type Style } from './reporters/console/style.ts';
export { renderCurl } from './reporters/curl/render-curl.ts';
export { formats, type RenderOptions, type RenderReport } from './reporters/formats.ts';
export { renderJson } from './reporters/json/render-json.ts';
export { renderJunit } from './reporters/junit/render-junit.ts';
export { defaultPolicy, type Policy } from './reporters/policy.ts';
export { createHttpClient } from './runner/execute/http/create-http-client.ts';
export { lint } from './runner/load/lint.ts';
export { listProtocols } from './runner/load/list-protocols.ts';
export { loadBaseline } from './runner/load/load-baseline.ts';
export { loadProtocol } from './runner/load/load-protocol.ts';
export { loadReport } from './runner/load/load-report.ts';
export type { Baseline, BaselineEntry, RunOptions, Selection, TargetControl, TargetPlan } from './runner/options.ts';
export { planTarget } from './runner/plan/plan-target.ts';
export { run } from './runner/run.ts';
