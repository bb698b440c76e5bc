// Writes mails as programs do, and as none would.
export interface MailPart {
  /** Header lines of the part. */
  readonly header: readonly string[];
  readonly body: Buffer | string;
}

const letter = ['From: Ana <ana@example.com>', 'To: tac@example.com', 'Date: Wed, 01 Jan 2025 10:00:00 +0000'];

export function textPart(text: string, type = 'text/plain; charset=utf-8'): MailPart {
  return { header: [`Content-Type: ${type}`, 'Content-Transfer-Encoding: 8bit'], body: text };
}

export function filePart(name: string, data: Buffer | string, type = 'application/octet-stream'): MailPart {
  const lines =
    Buffer.from(data as string)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  const header = [
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
  ];
  return { header, body: lines.join('\r\n') };
}

export function forwardedPart(mail: Buffer): MailPart {
  return { header: ['Content-Type: message/rfc822'], body: mail };
}

export function multipart(subtype: string, parts: readonly MailPart[], boundary = `=_${subtype}`): MailPart {
  const pieces = parts.flatMap((part) => [`\r\n--${boundary}\r\n`, bytesOf(part)]);
  return {
    header: [`Content-Type: multipart/${subtype}; boundary="${boundary}"`],
    body: joined([...pieces, `\r\n--${boundary}--\r\n`]),
  };
}

export function writeMail(part: MailPart, more: readonly string[] = []): Buffer {
  return bytesOf({ ...part, header: [...letter, ...more, 'MIME-Version: 1.0', ...part.header] });
}

function bytesOf({ header, body }: MailPart): Buffer {
  return joined([`${header.join('\r\n')}\r\n\r\n`, body]);
}

function joined(pieces: readonly (Buffer | string)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
}
