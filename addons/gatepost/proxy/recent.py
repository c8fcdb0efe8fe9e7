"""What people published in the last minutes, so that a post is judged with those that it is read with.

It is in this worker's memory and nowhere else: never logged, never written down, gone with the process. The rule to
keep: nothing is held that would not be read with a later post. So only what was let through, as long and as much as the
policy says; never a private message; and nothing where neither the person nor the account is known, because what is
read together would be from several people.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from gatepost.content.thread import is_threaded, latest, says_again
from gatepost.identity.principal import is_unknown
from gatepost.model import Post
from gatepost.policy.agency import Threads

MAX_THREADS = 4096  # of one worker: with the most that a policy may say, some 50 MB

type _Whose = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    at: datetime
    text: str = field(repr=False)


class RecentPosts:
    """The threads of one worker; the one that has been without a new post for longest makes room for another."""

    def __init__(self, most: int = MAX_THREADS) -> None:
        self._most = most
        self._threads: OrderedDict[_Whose, tuple[_Kept, ...]] = OrderedDict()

    def __len__(self) -> int:
        """How many posts are held."""
        return sum(map(len, self._threads.values()))

    def before(self, post: Post, policy: Threads) -> tuple[str, ...]:
        """The texts of the posts with which this one is read, oldest first."""
        if not self._threads or not _reads(post, policy):
            return ()
        kept = _since(post.at, self._threads.get(_whose(post), ()), policy)
        return latest([one.text for one in kept], policy.size)

    def keep(self, post: Post, text: str, policy: Threads) -> None:
        """Remember the text of a post that was let through, in place of one that it says again."""
        if not text or not _reads(post, policy):
            return
        whose = _whose(post)
        others = [one for one in self._threads.pop(whose, ()) if not says_again(one.text, text)]
        kept = (*_since(post.at, others, policy), _Kept(post.at, text))
        fitting = latest([one.text for one in kept], policy.size)
        if fitting:
            times = [one.at for one in kept[-len(fitting) :]]
            self._threads[whose] = tuple(map(_Kept, times, fitting))
        while len(self._threads) > self._most:
            self._threads.popitem(last=False)

    def forget(self, now: datetime, policy: Threads) -> None:
        """Drop what is older than the policy's window; all of it where the policy looks for nothing."""
        if not policy.labels:
            self._threads.clear()
        for whose in [whose for whose, kept in self._threads.items() if now - kept[0].at >= policy.window]:
            kept = _since(now, self._threads[whose], policy)
            if kept:
                self._threads[whose] = kept
            else:
                del self._threads[whose]


def _reads(post: Post, policy: Threads) -> bool:
    """Whether this post is read with others, and they are one person's."""
    return bool(policy.labels) and is_threaded(post) and not (post.account is None and is_unknown(post.principal))


def _whose(post: Post) -> _Whose:
    return post.principal.id, post.platform, (post.account.id or post.account.handle) if post.account else ""


def _since(now: datetime, kept: Iterable[_Kept], policy: Threads) -> tuple[_Kept, ...]:
    return tuple(one for one in kept if now - one.at < policy.window)
