-- Makes the hub's database and its user; run with sqlcmd, which puts the password in for $(HubPassword). It may hold letters, digits and -_.
-- Readers do not wait for writers (READ_COMMITTED_SNAPSHOT), or hubs would lose their lease while somebody writes; the hub refuses a database
-- without it. A commit is durable before it is acknowledged (DELAYED_DURABILITY).
IF DB_ID(N'exchange') IS NULL CREATE DATABASE [exchange];
GO
IF EXISTS (SELECT 1 FROM [sys].[databases] WHERE [name] = N'exchange' AND [is_read_committed_snapshot_on] = 0)
    ALTER DATABASE [exchange] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
ALTER DATABASE [exchange] SET DELAYED_DURABILITY = DISABLED;
ALTER DATABASE [exchange] SET PAGE_VERIFY CHECKSUM;
GO
IF SUSER_ID(N'exchange') IS NULL CREATE LOGIN [exchange] WITH PASSWORD = N'$(HubPassword)', DEFAULT_DATABASE = [exchange];
GO
USE [exchange];
GO
IF USER_ID(N'exchange') IS NULL CREATE USER [exchange] FOR LOGIN [exchange];
ALTER ROLE [db_owner] ADD MEMBER [exchange];
GO
