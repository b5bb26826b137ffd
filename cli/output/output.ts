import type { WriteStream } from 'node:tty';

/** A stream of text for people or programs. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined when it is none. */
  readonly columns: number | undefined;
}

/**
 * Wraps a standard stream so that a reader who went away ("| head") ends the output and nothing else.
 * @param onFault told why the stream takes no more, such as a full disk.
 */
export function createOutput(
  stream: NodeJS.WriteStream | WriteStream,
  onFault: (error: Error) => void = () => undefined,
): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // EOF is what Windows says for a closed pipe.
    if (open && error.code !== 'EPIPE' && error.code !== 'EOF') onFault(error);
    open = false;
  });
  return {
    write(text) {
      if (open) stream.write(text);
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
  };
}
