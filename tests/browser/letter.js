// A letter as a mail program reads it: headers, and the parts with their encodings undone (RFC 5322, RFC 2045).

export class Letter {
  constructor(raw) {
    const root = entity(raw);
    this.headers = root.headers;
    this.to = words(root.headers.get("to") ?? "");
    this.subject = words(root.headers.get("subject") ?? "");
    this.parts = leaves(root);
  }

  /** The content of the first part of a type, such as `text/plain`. */
  part(type) {
    return this.parts.find((part) => part.type === type)?.content;
  }

  get text() {
    return this.part("text/plain") ?? "";
  }

  /** The first link in the text whose path begins so. */
  link(path) {
    return this.text.match(/https?:\/\/\S+/g)?.find((link) => new URL(link).pathname.startsWith(path));
  }
}

function entity(raw) {
  const [head, ...rest] = raw.split("\r\n\r\n");
  const headers = new Map();
  for (const line of head.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const [name, ...value] = line.split(":");
    headers.set(name.toLowerCase(), value.join(":").trim());
  }
  return { headers, body: rest.join("\r\n\r\n") };
}

function leaves({ headers, body }) {
  const kind = headers.get("content-type") ?? "text/plain";
  const boundary = kind.match(/boundary="?([^";]+)"?/)?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1);
    return parts.flatMap((part) => leaves(entity(part.replace(/^\r\n/, ""))));
  }
  const type = kind.split(";")[0].trim().toLowerCase();
  return [{ type, kind, content: decoded(body, headers.get("content-transfer-encoding") ?? "7bit") }];
}

function decoded(body, encoding) {
  switch (encoding.toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return quotedPrintable(body.replace(/=\r\n/g, ""));
    default:
      return Buffer.from(body, "latin1").toString("utf8");
  }
}

function quotedPrintable(text) {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Encoded words in a header (RFC 2047). */
function words(header) {
  return header.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, text) =>
    how.toLowerCase() === "b" ? Buffer.from(text, "base64").toString("utf8") : quotedPrintable(text.replace(/_/g, " ")));
}
