"""A mail server that is not ours (aiosmtpd): it lets in whoever knows the password, knows no "nobody", and says in one
line of JSON what arrived, and how Python's own mail program reads it."""

import asyncio
import base64
import email
import email.policy
import json
import logging

from aiosmtpd.smtp import SMTP, AuthResult


def said(line):
    print(json.dumps(line), flush=True)


def part(message):
    text = None if message.is_multipart() else message.get_payload(decode=True).decode("utf-8")
    return {"headers": [[name, str(value)] for name, value in message.items()], "text": text}


class Postman:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 nobody lives here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        said({
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "content": base64.b64encode(envelope.content).decode("ascii"),
            "defects": [repr(defect) for each in message.walk() for defect in each.defects],
            "parts": [part(each) for each in message.walk()],
        })
        return "250 2.0.0 it is in the bag"


def known(server, session, envelope, mechanism, who):
    return AuthResult(success=(who.login, who.password) == (b"house", b"a p@ssword"), handled=False)


async def main():
    def door():
        return SMTP(Postman(), authenticator=known, auth_required=True, auth_require_tls=False, hostname="mail.example.org")

    server = await asyncio.get_running_loop().create_server(door, "127.0.0.1", 0)
    said({"port": server.sockets[0].getsockname()[1]})
    await server.serve_forever()


logging.disable(logging.WARNING)
asyncio.run(main())
