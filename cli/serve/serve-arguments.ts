/** The options of `serve` as they are typed. */
export interface ServeArguments {
  readonly port?: string;
  readonly host?: string;
  readonly allowedHosts?: string;
  readonly root?: string;
  readonly edition?: readonly string[];
  readonly controlToken?: string;
  readonly token?: string;
  readonly config?: string;
  readonly ddl?: string;
  readonly seed?: readonly string[];
  readonly users?: string;
  readonly state?: string;
  readonly watch?: boolean;
  readonly latency?: string;
  readonly ids?: string;
  readonly clock?: string;
  readonly rules?: boolean;
  readonly exitWithParent?: boolean;
  readonly https?: boolean;
  readonly cert?: string;
  readonly key?: string;
  readonly tokenLifetime?: string;
  readonly clientCertificate?: string;
}
