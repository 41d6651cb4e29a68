namespace Exchange.Console.Consents;

/// <summary>That a department has to stop using data, and to delete what it still has of it.</summary>
/// <param name="ConsentId">The consent that ended or is on hold, under the department's own name for it: no other department knows it by that.</param>
/// <param name="Pid">The person, under the department's own pseudonym.</param>
/// <param name="Event">
/// What happened: <c>withdraw</c>, <c>suspend</c>, <c>expire</c>, <c>supersede</c>, <c>invalidate</c>. That a term or a guardianship has ended by itself
/// is told within two hours of its end; from its end on it opens nothing.
/// </param>
/// <param name="At">When.</param>
/// <param name="Purposes">What it was for.</param>
/// <param name="Scopes">Which data.</param>
/// <param name="MustDelete">Whether what is still held has to be deleted; on hold it is only not used.</param>
public sealed record NotificationView(
    string ConsentId, string Pid, string Event, DateTimeOffset At, IReadOnlyList<string> Purposes, IReadOnlyList<string> Scopes, bool MustDelete);

/// <summary>A page of notifications.</summary>
/// <param name="Notifications">Oldest first.</param>
/// <param name="Next">
/// What to send as <c>after</c> for what comes after this page, now or on another day. Who reads on from there is told of everything, and of the last
/// minutes now and then twice.
/// </param>
/// <param name="IsComplete">Whether this was the last page for now.</param>
public sealed record NotificationPage(IReadOnlyList<NotificationView> Notifications, string Next, bool IsComplete);
