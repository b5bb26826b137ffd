import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine (Debian: `apt-get install chromium`); undefined where there is none. */
export function findChromium(): string | undefined {
  return places.find((place) => existsSync(place));
}

/** Starts it without a window. Root, as in a container, has no sandbox. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
