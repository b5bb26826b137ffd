/** @jsxImportSource preact */
import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { siteScript } from './site-script.ts';

/** Styles are a file of the site; of scripts only this one runs, and nothing is fetched from elsewhere. */
const policy = `default-src 'none'; style-src 'self' file:; script-src 'sha256-${createHash('sha256').update(siteScript).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A page of the site. @param up the way to the top of the site: "" or "../". */
export function Layout({
  title,
  up,
  trail = [],
  tool,
  children,
}: {
  readonly title: string;
  readonly up: string;
  /** Links from the top to here. */
  readonly trail?: readonly (readonly [text: string, href: string])[];
  readonly tool: { readonly name: string; readonly version: string };
  readonly children: ComponentChildren;
}): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <link rel="stylesheet" href={`${up}style.css`} />
      </head>
      <body>
        <a class="skip" href="#main">
          To the content
        </a>
        <header class="top">
          <nav aria-label="Trail">
            <a href={`${up}index.html`}>All rules</a>
            {trail.map(([text, href]) => (
              <span key={href}>
                {' / '}
                <a href={href}>{text}</a>
              </span>
            ))}
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          <p>
            Written by <code>conformance site</code> of {tool.name} {tool.version}; nothing in this page is fetched from
            anywhere else.
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: siteScript }} />
      </body>
    </html>
  );
}
