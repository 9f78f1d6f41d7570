using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Twin.EventLog.Sqlite;

/// <summary>A prepared statement without the cost of a command object.</summary>
/// <remarks>Used by one thread at a time. Parameters count from 1, columns from 0, as SQLite does.</remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[1024];

    public Statement(SqliteConnection connection, string sql)
    {
        _db = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _utf8.Length)
        {
            _utf8 = new byte[most];
        }

        return BindUtf8(parameter, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    public Statement BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, text));
        return this;
    }

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, bytes));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>True when a row stands ready; false, and reset, after the last.</summary>
    public bool Step()
    {
        var answer = raw.sqlite3_step(_statement);
        if (answer == raw.SQLITE_ROW)
        {
            return true;
        }

        if (answer != raw.SQLITE_DONE)
        {
            Fail(answer);
        }

        raw.sqlite3_reset(_statement);
        return false;
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Check(int answer)
    {
        if (answer != raw.SQLITE_OK)
        {
            Fail(answer);
        }
    }

    private void Fail(int answer)
    {
        var failure = new SqliteException(
            raw.sqlite3_errmsg(_db).utf8_to_string(), answer & 0xff, raw.sqlite3_extended_errcode(_db));
        raw.sqlite3_reset(_statement);
        throw failure;
    }
}
