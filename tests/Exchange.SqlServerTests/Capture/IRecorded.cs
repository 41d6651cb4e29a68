namespace Exchange.SqlServerTests.Capture;

/// <summary>A compliance class whose commands can be looked at once it has run.</summary>
internal interface IRecorded
{
    CommandRecorder Recorder { get; }
}
