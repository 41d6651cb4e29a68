using System.Text;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Reads along what the process writes to its outputs, until disposed.</summary>
internal sealed class CapturedOutput : IDisposable
{
    private readonly TextWriter _out = System.Console.Out;
    private readonly TextWriter _error = System.Console.Error;
    private readonly Copy _copy = new();

    public CapturedOutput()
    {
        System.Console.SetOut(new Both(_out, _copy));
        System.Console.SetError(new Both(_error, _copy));
    }

    public string Text => _copy.Text;

    public void Dispose()
    {
        System.Console.SetOut(_out);
        System.Console.SetError(_error);
    }

    private sealed class Copy
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public void Add(char value)
        {
            lock (_text)
            {
                _text.Append(value);
            }
        }
    }

    private sealed class Both(TextWriter first, Copy copy) : TextWriter
    {
        public override Encoding Encoding => first.Encoding;

        public override void Write(char value)
        {
            first.Write(value);
            copy.Add(value);
        }
    }
}
