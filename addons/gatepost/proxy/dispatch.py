"""Events to the add-ons that listen to them, and to no others.

mitmproxy asks every add-on at every event of every flow whether it has a method of that name, and again for its
`update` event that only user interfaces hear. Here the answer is remembered until an add-on comes or goes.
"""

import inspect
from collections.abc import Awaitable, Callable

from mitmproxy import exceptions, flow, hooks
from mitmproxy.addonmanager import AddonManager, safecall, traverse
from mitmproxy.master import Master

type Listener = Callable[..., Awaitable[None] | None]


def dispatch_directly(manager: AddonManager) -> None:
    """Make this manager a direct one, whichever program it belongs to; its add-ons stay as they are."""
    vars(manager)["_listeners"] = {}
    manager.__class__ = DirectAddonManager


class DirectAddonManager(AddonManager):
    def __init__(self, master: Master) -> None:
        super().__init__(master)
        self._listeners: dict[str, tuple[Listener, ...]] = {}

    def register(self, addon: object) -> object:
        """Add an add-on; a script's come here again whenever it is loaded."""
        registered: object = super().register(addon)
        self._listeners.clear()
        return registered

    def remove(self, addon: object) -> None:
        super().remove(addon)
        self._listeners.clear()

    async def handle_lifecycle(self, event: hooks.Hook) -> None:
        await self.trigger_event(event)
        subject = event.args()[0]
        if isinstance(subject, flow.Flow) and self._listening("update"):
            await self.trigger_event(hooks.UpdateHook([subject]))

    async def trigger_event(self, event: hooks.Hook) -> None:
        """In the add-ons' order; one that fails is logged and the next is asked, as mitmproxy does it."""
        arguments = event.args()
        for listener in self._listening(event.name):
            try:
                with safecall():
                    answer = listener(*arguments)
                    if answer is not None and inspect.isawaitable(answer):
                        await answer
            except exceptions.AddonHalt:
                return

    def _listening(self, name: str) -> tuple[Listener, ...]:
        if name not in self._listeners:
            methods = (getattr(addon, name, None) for top in self.chain for addon in traverse([top]))
            self._listeners[name] = tuple(method for method in methods if callable(method))
        return self._listeners[name]
